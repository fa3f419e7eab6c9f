"""Invented news prose, Chinese and English: sentences put together from words, never twice alike.

Deterministic: everything is drawn from the `random.Random` that is handed in.
"""

# ruff: noqa: E501, PLR0911 - lists of words, and one return for each kind of sentence
from __future__ import annotations

from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "文思远嘉宁博雅子涵若溪明轩景行安澜书瑶知行清越星河望舒云舟怀瑾予墨承泽一诺乐天"
PLACES = (
    "青栾 云溪 临沧口 望江 柳桥 石埠 金滩 白鹭洲 南浦 枫林 东塘 长汀口 玉屏 沙河 松原口 海棠 "
    "双桥 古渡 银杏湾 月湖 北岭 凤台 莲花 星桥 麦岛 竹溪 茶山 盐湖 铁山 桃坞"
).split()
KINDS = "市 县 区 镇 新区 开发区 港区 经济带".split()
BODIES = (
    "交通运输局 文化馆 科学技术协会 气象台 博物馆 农业合作社 渔业协会 图书馆 体育中心 中心医院 "
    "职业学院 供水公司 公交集团 老年大学 环保志愿队 造船厂 电力公司 果蔬批发市场 少年宫 地质调查队 "
    "商会 消防救援站 纺织研究所 邮政分局 天文爱好者协会 古桥修缮队 社区服务站 足球俱乐部 林场 水文站"
).split()
THINGS = (
    "跨江大桥 夜间公交线路 风力发电机组 旧城改造方案 湿地公园 自动驾驶摆渡车 海带养殖区 青少年科技展 "
    "古籍修复项目 马拉松赛道 远程医疗平台 智能灌溉系统 街角书屋 共享厨房 冷链仓库 垃圾分类试点 "
    "地铁延长线 候鸟监测站 社区食堂 机器人竞赛 陶瓷展览 养老服务包 无障碍坡道 茶叶品鉴会 城市年鉴 "
    "小型卫星 储能电站 航道疏浚工程 乡村音乐节 数字档案库 热力管网 绿道网络 果园保险 围棋联赛 防汛演练"
).split()
VERBS = (
    "启动 验收 扩建 公布 推迟 试运行 修订 改造 评估 移交 开放 检修 论证 签约 巡查 更新 调整 展出 "
    "招标 升级 复核 筹备 延长 缩减 租用 拆分 合并 登记 通报 讨论"
).split()
TIMES = (
    "本周一 周二上午 周三傍晚 上月底 入秋以来 春节前后 连日来 今年第三季度 下个月 清晨六点 去年冬天 "
    "过去两年间 雨季结束后 假期最后一天 年中 夜里十点以后 开学第一周 汛期之前"
).split()
REASONS = (
    "客流比预期多出一截 材料价格有所回落 居民代表提出了新的意见 设备运行已满一年 海风比往年更大 "
    "旧图纸在档案里被找到 报名人数超过座位数 上游来水偏少 志愿者人手不够 道路两侧的树需要保护 "
    "检测数据前后不一致 合作方更换了负责人 夜间温度持续偏低 冬季供暖即将开始 学校提出错峰安排"
).split()
RESULTS = (
    "周边三条街的停车位将重新划线 等候时间大约缩短一半 第一批名单在门口公示 票价保持不变 "
    "余下的工程改在夜里进行 沿线商户可以申请补助 参观者需要提前一天登记 数据每小时更新一次 "
    "旧设备会送到乡里的学校 预算将在年底前补齐 施工队承诺不占用盲道 新的时刻表贴在站牌背面 "
    "剩下的席位留给老年人 备用线路同时保留 相关记录向公众开放查询"
).split()
ADJECTIVES = (
    "崭新的 临时的 备受关注的 规模不大的 耗时三年的 由居民设计的 第二期 首个 停用已久的 试验性的 "
    "靠近码头的 全长七公里的 采用本地木材的 免费的 经过重新测算的 尚未命名的"
).split()
OPINIONS = (
    "这件事急不得，先把图纸看清楚 大家最关心的还是晚上能不能照常回家 我们算过三遍账，结果都差不多 "
    "设备不是越新越好，合适才行 孩子们第一次看到这么大的模型，都不肯走 如果天气允许，工期可以再提前几天 "
    "老街的味道要留住，排水也要修好 数字好看没有用，得让人用得上 去年这个时候这里还是一片滩涂 "
    "每一块木头都编了号，拆下来还能装回去 希望明年有更多的人来报名 问题出在接头上，换掉就没事了"
).split()
UNITS = "人次 吨 公里 户 台 平方米 万元 株 场 班次".split()
HEADINGS = (
    "来龙去脉 数字背后 居民怎么看 下一步 现场见闻 难点在哪里 时间表 专家建议 费用从哪里来".split()
)
TAILS = "有了眉目 引来热议 将分三步走 比预期早了一步 还差最后一关 接受公众意见 换了新样子 进入收尾".split()


def person(rng: Random) -> str:
    """A name of two or three characters."""
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def place(rng: Random) -> str:
    """A place, 青栾市."""
    return rng.choice(PLACES) + rng.choice(KINDS)


def number(rng: Random) -> str:
    """A count with its unit, 3470人次."""
    return f"{rng.randint(2, 9800)}{rng.choice(UNITS)}"


def sentence(rng: Random) -> str:
    """One Chinese sentence of 20 to 70 characters."""
    thing = rng.choice(ADJECTIVES) + rng.choice(THINGS)
    body = place(rng) + rng.choice(BODIES)
    drawn = rng.randrange(8)
    if drawn == 0:
        return f"{rng.choice(TIMES)}，{body}{rng.choice(VERBS)}了{thing}，涉及{number(rng)}。"
    if drawn == 1:
        return f"由于{rng.choice(REASONS)}，{thing}的{rng.choice(VERBS)}工作交由{body}负责。"
    if drawn == 2:
        return f"“{rng.choice(OPINIONS)}。”{body}的{person(rng)}在{place(rng)}说。"
    if drawn == 3:
        return (
            f"{body}提供的记录显示，{rng.choice(TIMES)}共有{number(rng)}，比此前多了{number(rng)}。"
        )
    if drawn == 4:
        return (
            f"按照{person(rng)}的说法，{rng.choice(RESULTS)}，{thing}也会随之{rng.choice(VERBS)}。"
        )
    if drawn == 5:
        return f"在{place(rng)}，{thing}与{rng.choice(THINGS)}相距不过{rng.randint(2, 90)}公里。"
    if drawn == 6:
        return f"{rng.choice(RESULTS)}；{rng.choice(TIMES)}，{body}还将{rng.choice(VERBS)}{thing}。"
    return f"{person(rng)}和{person(rng)}认为，{rng.choice(REASONS)}，因此{rng.choice(RESULTS)}。"


def headline(rng: Random) -> str:
    """One Chinese headline."""
    thing = rng.choice(THINGS)
    drawn = rng.randrange(3)
    if drawn == 0:
        return f"{place(rng)}{rng.choice(VERBS)}{thing}：{rng.choice(BODIES)}{rng.choice(TAILS)}"
    if drawn == 1:
        return f"{rng.choice(BODIES)}{rng.choice(VERBS)}{number(rng)}，{place(rng)}{thing}{rng.choice(TAILS)}"
    return f"{place(rng)}{rng.choice(ADJECTIVES)}{thing}{rng.choice(TAILS)}，涉及{number(rng)}"


def paragraph(rng: Random) -> str:
    """Two to four Chinese sentences."""
    return "".join(sentence(rng) for _ in range(rng.randint(2, 4)))


NAMES = "Alder Birch Cole Draper Ellwood Finch Garrow Hale Ives Jarvis Kerr Lowen Marsh Nayland Orme Penrose Quill Rook Sayer Tarn Upton Vane Wray Yarrow".split()
FIRST = "Ada Bela Cora Dov Elin Fergus Gita Hugo Imre Jana Kofi Lena Milo Nora Otto Pia Rafe Sana Tove Uma Viktor Wanda".split()
TOWNS = "Harrowmere Saltby Kestrel Bay Lower Finch Oldgate Brackwater Emberly Northquay Tidewell Marlow Cross Ashcombe Gullhaven Pinemoor Stanway Rushford".split()
GROUPS = (
    "the harbour board|the town orchestra|a school cooperative|the night-bus committee|"
    "the museum of tides|two retired surveyors|the allotment league|the water company|"
    "the county archive|the ferry crews|a group of beekeepers|the library trust|"
    "the hill rescue team|the bakers' guild|the weather station|the rowing club"
).split("|")
ACTS = (
    "has reopened|will measure again|has quietly bought|plans to lengthen|is testing|postponed|"
    "agreed to share|wants to rebuild|has catalogued|is repairing|voted to keep|handed over|"
    "drew new plans for|will publish the accounts of|has doubled"
).split("|")
OBJECTS = (
    "the covered market|a floating greenhouse|the old signal tower|the winter timetable|"
    "a fleet of cargo bicycles|the seed library|the tidal mill|an open-air cinema|"
    "the eastern breakwater|the municipal kiln|a travelling clinic|the lantern festival|"
    "the children's observatory|a rain-water cistern|the cliff path|the sledge race"
).split("|")
CAUSES = (
    "because more people came than anyone had counted on|after a dry spring|"
    "although the budget had been cut in half|once the ice had gone|"
    "while the drawings were still being checked|since the bridge was found to be sound|"
    "as neighbours had asked for years|before the evening trains begin to run|"
    "despite a quarrel about the colour of the doors|when the last permit arrived"
).split("|")
SAYINGS = (
    "We did the sums three times and they came out the same|"
    "Nobody remembers who laid the first stone, but everybody walks over it|"
    "It is slow work, and that is the point of it|The machines are new; the mistakes are old|"
    "If the wind turns, we start again on Monday|"
    "People want to get home at night, that is all|Every plank has a number and a place"
).split("|")


def english_person(rng: Random) -> str:
    """A first and a last name."""
    return f"{rng.choice(FIRST)} {rng.choice(NAMES)}"


def english_sentence(rng: Random) -> str:
    """One English sentence of 12 to 30 words."""
    group, other = rng.choice(GROUPS), rng.choice(OBJECTS)
    drawn = rng.randrange(5)
    if drawn == 0:
        return f"In {rng.choice(TOWNS)}, {group} {rng.choice(ACTS)} {other} {rng.choice(CAUSES)}."
    if drawn == 1:
        return f"“{rng.choice(SAYINGS)},” said {english_person(rng)}, who looks after {other}."
    if drawn == 2:
        return (
            f"Some {rng.randint(12, 9700)} visitors were counted near {other} in "
            f"{rng.choice(TOWNS)}, {rng.randint(2, 60)} per cent more than {group} had expected."
        )
    if drawn == 3:
        return (
            f"{english_person(rng)} added that {group} {rng.choice(ACTS)} {other}, and that "
            f"{rng.choice(OBJECTS)} would follow {rng.choice(CAUSES)}."
        )
    return f"{group.capitalize()} of {rng.choice(TOWNS)} {rng.choice(ACTS)} {other} {rng.choice(CAUSES)}."


def english_headline(rng: Random) -> str:
    """One English headline."""
    verb = rng.choice(("counts on", "argues over", "waits for", "pays for", "moves"))
    group = rng.choice(GROUPS).removeprefix("the ").capitalize()
    return (
        f"{group} of {rng.choice(TOWNS)} {verb} {rng.choice(OBJECTS)}, {rng.randint(3, 970)} in all"
    )


def english_paragraph(rng: Random) -> str:
    """Two to four English sentences."""
    return " ".join(english_sentence(rng) for _ in range(rng.randint(2, 4)))
