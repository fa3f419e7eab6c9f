"""Invented stories for pages in the shapes of large publishers: title, standfirst, paragraphs."""
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from world_texts import WORLD


@dataclass(frozen=True)
class Told:
    """A story; `caption`, `others` (headlines of other stories) and `menu` stand around it."""

    lang: str
    title: str
    standfirst: str
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...]
    caption: str
    others: tuple[str, ...]
    menu: tuple[str, ...]


EN_OTHERS = (
    "Harbour town bans engine noise before seven in the morning",
    "Three sisters reopen the cinema their grandfather lost",
    "Why the lake turned pink, and what the council will do next",
    "Mayor of Brackenford quits over the price of a fountain",
    "Orchestra of retired miners sells out its first tour",
    "The quiet return of the night sleeper to the northern coast",
    "Inside the school where pupils write the timetable",
)
EN_MENU = (
    "World", "Politics", "Business", "Climate", "Science", "Health", "Sport", "Culture",
    "Technology", "Travel", "Opinion", "Video",
)  # fmt: skip

BRIDGE = Told(
    "en",
    "Council approves rebuilt Wetherby Head bridge after nine-year dispute",
    "Residents cut off since the storm of 2016 will get a two-lane crossing, but tolls remain undecided.",
    (
        "A nine-year argument over a collapsed bridge ended on Tuesday night when councillors in Wetherby Head voted by eleven to four to rebuild it with two lanes and a footpath.",
        "The old crossing fell into the estuary during a storm in 2016. Since then some 2,300 residents on the eastern bank have driven 41 miles to reach the nearest hospital.",
        "“We have missed funerals, school plays and one birth,” said Maureen Tolliver, who has run the residents’ campaign from the back room of her bakery. “Tonight we slept knowing there is an end to it.”",
        "The plan is expected to cost £64 million, of which the national roads fund will carry just over half. The remainder is to be borrowed over thirty years.",
        "Opponents warned that the county could not afford the loan. Desmond Achterberg, an independent councillor, said the interest alone would amount to “a library a year”.",
        "He told the meeting that a ferry, which engineers had priced at £7 million, would have served the same number of people at a tenth of the cost.",
        "But a study commissioned by the county last spring found that a ferry could not run on roughly sixty days a year because of wind, and that ambulances would not be allowed to use it.",
        "Work is to begin in April with the removal of the two remaining piers. The county hopes that the first cars will cross before Christmas 2028.",
        "Whether they will have to pay is still open. A report on tolls is due in June, and the council leader, Priya Hallworth, refused to rule them out.",
        "“I would rather say nothing than promise something I cannot keep,” she said. “People here have heard enough promises.”",
        "For Tolliver the question can wait. On Wednesday morning she gave away two hundred buns in the shape of an arch, and closed the shop at noon.",
    ),
    ("A library a year", "What happens next"),
    "The remains of the eastern pier at low tide last month.",
    EN_OTHERS,
    EN_MENU,
)
COURT = Told(
    "en",
    "Jury clears beekeeper accused of poisoning rival hives",
    "A jury deliberated for less than two hours before it acquitted Lowell Prentiss on all nine counts.",
    (
        "CARVER FALLS (Invented Wire) — A beekeeper accused of poisoning the hives of three competitors was acquitted on Friday after jurors heard that the bees had probably died of cold.",
        "Lowell Prentiss, 58, hugged his lawyer and wept as the foreman read nine verdicts of not guilty in a county courtroom packed with neighbors, many of them wearing yellow.",
        "Prosecutors had argued that Prentiss sprayed a banned pesticide on 140 hives in the winter of 2023 in order to win a contract with a chain of grocery stores.",
        "But a state entomologist testified that no trace of the chemical had been found in any of the bees. She said the colonies showed the signs of a sudden freeze.",
        "“There was never a crime here. There was a cold week in February,” defense attorney Imogen Farquhar told reporters outside of the courthouse.",
        "District Attorney Harlan Dubose said that he respected the verdict. He declined to say whether his office would return the equipment that was seized in the case.",
        "The trial lasted eleven days. It drew beekeepers from six states, some of whom slept in their trucks to secure one of forty seats.",
        "Jurors were shown video from a trail camera that recorded a man with a tank on his back. The defense said he was a neighbor who was treating his fence posts.",
        "Prentiss lost the contract and sold half of his land to pay for his defense. He said on Friday that he would start again with four hives.",
        "“Bees do not hold a grudge,” he said. “I am going to try to be like that.”",
    ),
    ("A cold week", "Starting over"),
    "Lowell Prentiss leaves the county courthouse on Friday.",
    EN_OTHERS,
    EN_MENU,
)
RATES = Told(
    "en",
    "Ostrava Glass shares tumble as furnace fire halts output",
    "Maker of bottle glass withdraws its forecast and says repairs may take until the spring.",
    (
        "Shares in Ostrava Glass fell as much as 23% on Monday, their steepest drop in eleven years, after a fire in its largest furnace stopped production at two of its five plants.",
        "The company, which supplies bottles to breweries in fourteen countries, withdrew its profit forecast for the year and said that it could not yet put a figure on the damage.",
        "“We are in talks with customers about deliveries from other sites,” chief executive Hedvika Lorenz said on a call with analysts. “We will not meet all orders before March.”",
        "The fire broke out on Saturday evening in a duct above the furnace and was put out after six hours. Two workers were treated for smoke inhalation and have left hospital.",
        "Analysts at a Prague brokerage estimated lost sales of between 38 and 52 million euros, or about 6% of revenue expected for the year that ends in June.",
        "Rivals gained. Shares in a Danish maker of jars rose 4.1%, while those of a can producer touched a record before they gave up most of their advance.",
        "Breweries said that they had stocks for three to five weeks. One of them, which buys two thirds of its bottles from the company, said it was looking at cans for its cheaper brands.",
        "Insurers are likely to bear much of the cost. The company said it was covered for the loss of equipment and for twelve months without production.",
        "The furnace was last overhauled in 2021. A spokesperson said there had been no sign of wear during an inspection in September.",
        "Prices of glass in central Europe have risen by a fifth since last winter as energy became dearer and two older plants in the region closed.",
    ),
    ("Stocks for weeks", "Insurers to pay"),
    "A worker checks bottles on a line at the Ostrava plant in 2024.",
    EN_OTHERS,
    EN_MENU,
)
SPORT = Told(
    "en",
    "Teenage keeper saves three penalties as Harrowmere reach first final",
    "Nineteen-year-old Tomasz Wick, on loan and on the bench until August, is carried from the pitch.",
    (
        "There are goalkeepers who guess and goalkeepers who wait, and on a wet night at Gull Lane the youngest man on the field turned out to be very good at waiting.",
        "Tomasz Wick saved three of the five penalties that he faced as Harrowmere, of the third tier, beat Colne Athletic 4-2 in a shootout to reach the first final in their 118 years.",
        "The match had finished 1-1 after extra time. Dele Okonjo headed the visitors in front before the break, and Ruben Stace levelled from twelve yards with four minutes left.",
        "Wick is 19 and does not belong to the club. He came on loan in July to be third choice, and played only because one rival broke a wrist and another caught the flu.",
        "“I did what my granddad told me, which is to look at their knees,” he said afterwards with mud up to his chin. “Knees do not lie.”",
        "His manager, Agnes Pell, was asked whether she had known. She laughed and said that in training he saved almost nothing at all.",
        "Colne had the better of it for an hour. They hit a post and the bar within a minute, and saw a second goal struck out for a push that only the assistant noticed.",
        "Then the rain came, the passes slowed and the home side, who train on a field which slopes by two metres, began to look as though they were at ease.",
        "The final is on 17 May. Wick’s loan ends on 30 April, and his club, who are eighth in the division above, have not said whether they would let him stay.",
        "“Ask me tomorrow,” said their director of football, who had come to watch and was seen to applaud each of the three saves.",
    ),
    ("Look at their knees", "A loan that ends too soon"),
    "Wick pushes away the second of the penalties.",
    EN_OTHERS,
    EN_MENU,
)
DE = Told(
    "de",
    "Landtag beschließt Pfand auf Gemüsekisten",
    "Nach zwei Jahren Streit einigt sich die Koalition auf 3 Euro je Kiste. Der Handel spricht von einem Bürokratiemonster.",
    (
        "Der Landtag hat am Donnerstagabend mit den Stimmen der Koalition ein Pfand auf Gemüse- und Obstkisten beschlossen. Von Juli an müssen Händler für jede Kiste aus Holz oder Kunststoff drei Euro verlangen.",
        "Umweltminister Rolf Tiedgen sprach von einem „kleinen Gesetz mit großer Wirkung“. Jedes Jahr landeten im Land rund sechs Millionen Kisten im Müll, obwohl die meisten noch zehn Jahre halten könnten.",
        "Die Opposition lehnte den Entwurf geschlossen ab. „Sie schaffen ein Bürokratiemonster für Wochenmärkte“, rief die Abgeordnete Petra Völz in der Debatte, die bis kurz vor Mitternacht dauerte.",
        "Vor allem kleine Betriebe fürchten Kosten. Der Verband der Marktbeschicker rechnet mit 400 Euro im Jahr je Stand, das Ministerium geht von einem Zehntel davon aus.",
        "Vorbild ist ein Versuch im Nachbarland. Dort kamen nach einem Jahr 91 Prozent der Kisten zurück, wie eine Auswertung der Hochschule ergab.",
        "Umstritten war bis zuletzt, ob auch Direktvermarkter ab Hof unter die Regel fallen. Die Koalition nahm sie nun für drei Jahre aus, danach soll neu verhandelt werden.",
        "„Ich hätte mir mehr Mut gewünscht“, sagte die Landwirtin Swantje Kropp, die den Versuch mit angestoßen hatte. Ein Pfand, das an der Hofeinfahrt ende, verstehe niemand.",
        "Das Gesetz muss noch vom Präsidenten ausgefertigt werden. Zwei Handelsketten kündigten an, vor das Verfassungsgericht zu ziehen.",
        "Mit einer Entscheidung wäre dann kaum vor dem Herbst zu rechnen. Bis dahin gilt, was der Minister am Ende der Sitzung sagte: Die Kisten kämen zurück, so oder so.",
    ),
    ("Kosten für kleine Betriebe", "Klage angekündigt"),
    "Gemüsekisten auf einem Wochenmarkt.",
    (
        "Streit um den Deich geht weiter",
        "Wie das Dorf seinen Laden rettete",
        "Bus fährt künftig bis zum Hafen",
        "Warum der Sommer in den Bergen kürzer wird",
        "Theater spielt vor leerem Orchestergraben",
        "Ein Bäcker, zwei Öfen und viel Ärger",
    ),
    (
        "Politik", "Wirtschaft", "Panorama", "Sport", "Kultur", "Wissen", "Gesundheit", "Reise",
        "Auto", "Digital", "Karriere", "Meinung",
    ),
)  # fmt: skip
FR = Told(
    "fr",
    "À Montbrieuc, la dernière conserverie sauvée par ses salariés",
    "Menacés de fermeture, les quatre-vingts ouvriers ont racheté l’usine pour un euro symbolique et relancé la ligne de sardines.",
    (
        "La sirène a retenti à six heures, comme avant. Lundi, les quatre-vingts salariés de la conserverie de Montbrieuc ont repris le travail, cette fois en propriétaires.",
        "L’usine, ouverte en 1927 face au port, avait été placée en liquidation en juin. Aucun repreneur ne s’était présenté, hormis un promoteur intéressé par la vue sur la baie.",
        "« On nous a dit que c’était une folie. Peut-être. Mais c’est la nôtre », sourit Gwenaëlle Le Dantec, vingt-six ans de chaîne et désormais présidente de la coopérative.",
        "Chaque ouvrier a apporté au moins 5 000 euros, souvent en puisant dans ses indemnités de licenciement. La région a complété par un prêt de 1,2 million d’euros.",
        "Le tribunal de commerce a tranché en faveur du projet le 3 mars, à l’issue d’une audience où l’avocat du promoteur a parlé pendant deux heures.",
        "Reste à vendre. Deux enseignes de la grande distribution ont promis des commandes pour l’été, sans engagement au-delà de septembre.",
        "« La conserve haut de gamme se porte bien, la conserve tout court beaucoup moins », prévient l’économiste Bertrand Quéméneur, qui suit la filière depuis dix ans.",
        "Pour réduire la facture d’énergie, la coopérative a éteint un four sur deux et posé des panneaux solaires sur le toit de l’ancienne glacière.",
        "Le maire, lui, a renoncé à vendre le terrain voisin. « J’ai été élu pour que l’on entende cette sirène », dit-il en refermant la fenêtre de son bureau.",
    ),
    ("Cinq mille euros chacun", "Reste à vendre"),
    "La conserverie de Montbrieuc, le jour de la reprise.",
    (
        "Le pont suspendu sera repeint",
        "Trois villages partagent une école",
        "La rivière a retrouvé son lit",
        "Pourquoi les cigognes ne repartent plus",
        "Un boulanger condamné pour avoir ouvert le dimanche",
        "Le tramway de Saint-Aubrac roule à vide",
    ),
    (
        "International", "Politique", "Société", "Économie", "Culture", "Sports", "Planète",
        "Sciences", "Idées", "Campus", "Santé", "Le Goût",
    ),
)  # fmt: skip
ES = Told(
    "es",
    "La sequía devuelve a la luz el pueblo hundido de Valdecañas del Río",
    "El embalse, al 9% de su capacidad, deja ver la torre, el lavadero y una carretera que nadie pisaba desde 1961.",
    (
        "Primero asomó el gallo de hierro de la torre. Después, a mediados de agosto, el tejado de la escuela. Ahora se puede caminar por la calle Mayor de Valdecañas del Río sin mojarse los zapatos.",
        "El pueblo, inundado en 1961 para construir el embalse, ha reaparecido por completo por primera vez en seis décadas. El agua está al 9% de su capacidad, según la confederación hidrográfica.",
        "“Esta era mi puerta”, dice Eulalia Corbacho, de 81 años, apoyada en un quicio de granito. Se marchó con veinte, en un carro en el que iban también dos gallinas y una máquina de coser.",
        "La noticia ha atraído a miles de curiosos. El último domingo la Guardia Civil contó 1.900 coches en una pista pensada para los tractores de la presa.",
        "El Ayuntamiento ha prohibido entrar en las casas, que pueden derrumbarse, y ha pedido que nadie se lleve tejas ni baldosas. Un hombre fue multado con 600 euros por cargar con una pila bautismal.",
        "Los arqueólogos trabajan contra el reloj. “Cuando llueva, se acabó”, resume la directora de la excavación, Rosalía Pineda, que ha encontrado bajo la plaza los restos de un horno del siglo XII.",
        "Para los agricultores de la comarca, el espectáculo es una mala noticia. Las comunidades de regantes calculan que este año se perderá la mitad de la cosecha de pimiento.",
        "El Gobierno regional estudia traer agua con camiones a siete municipios. La última vez que lo hizo fue en 1995, y entonces el pueblo no llegó a verse.",
        "Corbacho ha vuelto tres veces. La última dejó sobre el umbral una maceta con geranios. “Para que no diga que no la riego”, explica.",
    ),
    ("Miles de curiosos", "Contra el reloj"),
    "La calle Mayor de Valdecañas del Río, este lunes.",
    (
        "La plaza recupera sus naranjos",
        "El tranvía llegará al puerto",
        "Un coro de abuelos llena el teatro",
        "Por qué sube el precio de los pimientos",
        "El alcalde que dormía en la biblioteca",
        "Una ballena obliga a cerrar la playa de Arneva",
    ),
    (
        "España", "Internacional", "Economía", "Sociedad", "Cultura", "Deportes", "Ciencia",
        "Tecnología", "Opinión", "Educación", "Clima", "Gente",
    ),
)  # fmt: skip
JA = Told(
    "ja",
    "廃校の給食室を食堂に 山あいの町で住民が運営",
    "閉校から5年、給食室に再び湯気が戻った。",
    (
        "県北部の山あいにある霧沢町で、5年前に閉校した小学校の給食室が、住民の手で食堂に生まれ変わった。4月の開店から半年で、町の人口を超える延べ4千人が訪れている。",
        "食堂を営むのは、元調理員の桐生ふみさん(71)ら女性7人。大鍋や回転釜は当時のまま使い、献立も「カレーうどん」「揚げパン」など児童に人気だったものをそろえた。",
        "「子どもたちの声が消えて、町が静かになりすぎた。もう一度、ここに人を集めたかった」。桐生さんは開店の理由をそう話す。",
        "改修費は約900万円。町の補助金のほか、卒業生らに寄付を呼びかけたところ、全国から320件、計410万円が集まった。",
        "平日の昼は近くの工事現場で働く人や高齢者が多く、週末は県外からの家族連れが列をつくる。1食600円で、売り切れる日も少なくない。",
        "一方で、課題もある。7人の平均年齢は68歳。冬は雪で道路が閉ざされ、食材の配送が週1回に減るため、営業日を絞らざるを得ないという。",
        "町は来年度、若い担い手を募るため、住宅と車を貸し出す制度を始める。担当者は「食堂を、移住の入り口にしたい」と期待する。",
        "桐生さんはこの秋、地元の中学生に揚げパンの作り方を教え始めた。「レシピは誰のものでもない。おいしいと言ってくれる人のものです」",
    ),
    ("寄付は全国から", "雪と担い手"),
    "給食室を改修した食堂で配膳する住民たち=霧沢町",
    (
        "駅前の時計台、60年ぶりに修理",
        "湖の水位が下がり、沈んだ鳥居が姿を現す",
        "小さな書店、閉店を撤回 客の手紙300通",
        "路面電車の運賃、来春から値上げへ",
        "棚田の草刈り、羊に任せる",
        "古い灯台に新しい管理人",
    ),
    (
        "社会", "経済", "政治", "国際", "スポーツ", "文化", "科学", "地域", "教育", "天気",
        "オピニオン", "動画",
    ),
)  # fmt: skip
NL = Told(
    "nl",
    "Dorp koopt eigen molen terug en maalt weer voor de bakker",
    "Na een inzamelingsactie van drie jaar draaien in Oosterwedde de wieken opnieuw.",
    (
        "Voor het eerst sinds 1958 is er zaterdag weer graan gemalen in de molen van Oosterwedde. Het hele dorp stond op de dijk toen molenaar Sietske Bruinsma de vang lichtte.",
        "De molen was jarenlang in bezit van een belegger uit de stad, die er vakantiewoningen in wilde bouwen. De gemeente weigerde de vergunning, waarna het gebouw langzaam verviel.",
        "„We keken elke dag tegen dat gat in de kap aan”, zegt voorzitter Douwe Hofstra van de stichting. „Op een gegeven moment schaam je je gewoon.”",
        "De inwoners haalden 310.000 euro op met een loterij, een sponsorloop en de verkoop van vierhonderd aandelen van tweehonderd euro. De provincie verdubbelde het bedrag.",
        "De bakker in het dorp heeft beloofd de komende vijf jaar al zijn meel bij de molen af te nemen. Zijn brood is daardoor dertig cent duurder geworden.",
        "Of de molen zichzelf kan bedruipen is onzeker. Volgens de begroting zijn er vierduizend bezoekers per jaar nodig, twee keer zoveel als het dorp nu trekt.",
        "Bruinsma maakt zich daar weinig zorgen over. „Een molen die draait trekt vanzelf volk”, zegt ze. „Een molen die stilstaat niet.”",
        "Komend voorjaar volgt de restauratie van het achtkant. Daarvoor moet het riet van het dak en staat de molen zes weken stil.",
    ),
    ("Vierhonderd aandelen", "Zes weken stil"),
    "De molen van Oosterwedde draait weer.",
    (
        "Veerpont vaart voortaan ook in de winter",
        "School zonder cijfers krijgt navolging",
        "Waarom de ooievaar niet meer vertrekt",
        "Gemeente zoekt eigenaar van gouden horloge",
    ),
    ("Binnenland", "Buitenland", "Economie", "Cultuur", "Sport", "Wetenschap", "Opinie", "Leven"),
)
SV = Told(
    "sv",
    "Byn som byggde sitt eget vattenkraftverk får sälja el",
    "Efter sju år av ansökningar säger domstolen ja till turbinen i Hällforsa.",
    (
        "Mark- och miljödomstolen gav på tisdagen byborna i Hällforsa rätt att sälja el från det lilla kraftverk som de själva har byggt i den gamla sågens ränna.",
        "Turbinen har stått färdig sedan 2019 men har bara fått driva gatlyktorna. Nu kan den förse omkring 140 hushåll med ström under större delen av året.",
        "– Vi har haft fika vid ett kraftverk som inte fick göra någonting. Det var lite sorgligt, säger Gunilla Ekvärn, som leder ekonomiska föreningen.",
        "Länsstyrelsen hade motsatt sig tillståndet med hänvisning till öringen i ån. Domstolen anser att den fisktrappa som byborna grävde för hand är tillräcklig.",
        "Anläggningen har kostat 6,8 miljoner kronor, varav hälften är lån i bygdens egen sparbank. Föreningen räknar med att vara skuldfri om elva år.",
        "Grannbyarna följer målet noga. Minst fyra föreningar i länet har ritningar klara men har väntat på domen innan de vågar söka pengar.",
        "– Det här är ingen revolution, men det är vår ränna, vårt vatten och vår räkning, säger Ekvärn och skrattar.",
        "Domen kan överklagas till den 14 juni. Länsstyrelsen vill läsa den i sin helhet innan den bestämmer sig.",
    ),
    ("En trappa för öringen", "Grannarna väntar"),
    "Turbinen i den gamla sågens ränna.",
    (
        "Färjan får gå trots isen",
        "Hon räknar älgar från köksbordet",
        "Skolan där ingen ringer in",
        "Kommunen säljer torget för en krona",
    ),
    ("Inrikes", "Utrikes", "Ekonomi", "Kultur", "Sport", "Väder", "Debatt", "Lokalt"),
)
DA = Told(
    "da",
    "Ø uden læge får besøg af en flyvende klinik",
    "To gange om måneden lander et propelfly med læge og tandlæge på græsbanen.",
    (
        "Da flyet satte hjulene på græsset på Lille Vesø torsdag morgen, stod der allerede elleve patienter i kø ved hegnet. Den ældste havde ikke set en læge i to år.",
        "Øens sidste praktiserende læge gik på pension i 2022, og ingen har søgt stillingen siden. Regionen har nu lejet et propelfly, der er indrettet med briks og tandlægestol.",
        "„Det er lidt som at få besøg af månen,“ siger øboen Karl Emil Thrane, der fik renset ører og fik at vide, at hans blodtryk er for højt.",
        "Ordningen koster 4,2 millioner kroner om året. Det er mindre, end regionen hidtil har brugt på helikoptere til patienter, der kunne være behandlet hjemme.",
        "Lægeforeningen er skeptisk og peger på, at kronisk syge har brug for en fast læge. Formanden kalder flyet for „et plaster med vinger“.",
        "Regionsrådet vil evaluere forsøget efter atten måneder. Bliver det en succes, skal tre andre øer have samme tilbud.",
        "På Lille Vesø har beboerne selv slået banen og malet linjerne hvide. Fårene er flyttet til den anden side af vejen.",
    ),
    ("Et plaster med vinger",),
    "Flyet landede på græsbanen torsdag morgen.",
    (
        "Færgen sejler igen om natten",
        "Derfor er jordbærrene blevet dyrere",
        "Bager fik bøde for at synge",
        "Skole lukker for anden gang på et år",
    ),
    ("Indland", "Udland", "Politik", "Penge", "Kultur", "Sport", "Vejret", "Debat"),
)
UK = Told(
    "uk",
    "У Нижній Мокрянці відкрили школу, яку збудували батьки",
    "Будівництво тривало чотири роки, а гроші збирали навіть на весіллях.",
    (
        "У селі Нижня Мокрянка першого вересня відкрили школу на сто двадцять учнів. Її збудували батьки, бо стару будівлю ще п’ять років тому визнали аварійною.",
        "За словами сільського голови Остапа Гуцуляка, держава виділила менше третини потрібної суми. Решту, понад дев’ять мільйонів гривень, зібрали мешканці та їхні родичі за кордоном.",
        "«Ми збирали на весіллях, на хрестинах, навіть на футболі», — розповідає мама двох школярів Дарина Пасічник. Вона пофарбувала паркан і всі двері на першому поверсі.",
        "У школі є укриття, їдальня і кабінет фізики з телескопом. Його подарував колишній учень, який тепер працює інженером у Кракові.",
        "Проте вчителів бракує. Математику і хімію поки що викладає одна людина, а вчителька англійської приїжджає з району двічі на тиждень.",
        "Районне управління освіти обіцяє надати молодим педагогам житло. Два будинки вже відремонтували, в обох є дрова на зиму.",
        "Стару школу розберуть навесні. Цеглу, кажуть у селі, підуть на новий міст через річку.",
    ),
    ("Гроші з весіль", "Бракує вчителів"),
    "Перший дзвоник у новій школі.",
    (
        "На Полтавщині знайшли човен, якому тисяча років",
        "Чому подорожчала гречка",
        "Потяг до моря курсуватиме щодня",
        "Музей годинників шукає сторожа",
    ),
    ("Політика", "Економіка", "Суспільство", "Світ", "Культура", "Спорт", "Наука", "Погода"),
)
MORE = {
    "it": (
        "Il costo finale è stato di 38 milioni, otto in più del previsto. La regione ha coperto la differenza, ma ha chiesto ai comuni di pagare la manutenzione delle fermate.",
        "Per ora circolano sei corse al giorno. Da giugno diventeranno dieci, con un treno serale pensato per chi lavora negli alberghi del fondovalle.",
        "Il sindaco ha ricordato i due operai feriti durante i lavori e ha dedicato loro la panchina davanti alla stazione.",
    ),
    "pt": (
        "A prefeitura prometeu manter o transporte gratuito até dezembro. Depois disso, segundo a secretária, o preço será discutido com os moradores.",
        "Para os comerciantes da região, o movimento já mudou. Uma padaria contratou três pessoas e passou a abrir antes das cinco da manhã.",
        "O próximo passo é instalar luz no caminho. O projeto está pronto há dois anos, mas a licitação foi suspensa duas vezes.",
    ),
    "ru": (
        "Местные жители говорят, что давно не видели столько приезжих. В единственной гостинице нет мест до середины сентября, комнаты сдают в соседних деревнях.",
        "Областные власти пообещали отремонтировать дорогу к следующей весне. На эти цели, по их словам, уже выделены сорок миллионов рублей.",
        "Директор сказала, что сначала хочет починить крышу. Всё остальное, по ее словам, может подождать.",
    ),
    "ar": (
        "وقال رئيس البلدية إن المشروع لم يكن ليكتمل لولا تبرعات المغتربين، مضيفا أن المرحلة الثانية ستبدأ بعد انتهاء موسم الأمطار.",
        "ويخشى بعض السكان من ارتفاع الإيجارات في الحي القديم، إذ تضاعفت الأسعار تقريبا خلال العامين الماضيين بحسب مكاتب العقار.",
        "وتعتزم الجمعية تنظيم جولات مجانية للطلاب كل يوم خميس، على أن يتولى المتقاعدون من أبناء المنطقة دور المرشدين.",
    ),
    "ko": (
        "주민들은 매주 토요일 아침에 모여 마당을 쓸고 유리창을 닦는다. 운영비는 한 달에 120만 원 정도로, 절반은 찻값으로 충당하고 나머지는 군청이 지원한다.",
        "군청 관계자는 “올해 안에 버스 노선을 하루 네 번으로 늘릴 계획”이라며 “비슷한 공간을 두 곳 더 열겠다”고 말했다.",
        "다만 겨울철 난방비가 걱정이다. 낡은 보일러를 바꾸는 데 2천만 원이 들지만 아직 예산을 마련하지 못했다.",
    ),
    "tr": (
        "Belediye, ikinci etap için üç milyon liralık bir bütçe ayırdı. Çalışmaların yaz sonuna kadar tamamlanması bekleniyor.",
        "Mahalle sakinleri ise kiraların artmasından endişeli. Emlakçılara göre son iki yılda fiyatlar neredeyse ikiye katlandı.",
        "Gönüllüler her perşembe öğrencilere ücretsiz tur düzenliyor. Rehberliği mahallenin emeklileri üstleniyor.",
    ),
    "hi": (
        "गाँव के प्रधान ने बताया कि इस काम में सरकार से केवल एक तिहाई पैसा मिला। बाकी रकम लोगों ने शादी-ब्याह और मेलों में चंदा करके जुटाई।",
        "ज़िला प्रशासन ने अगले साल तक सड़क पक्की करने का भरोसा दिया है। अधिकारियों के मुताबिक इसके लिए चार करोड़ रुपये मंज़ूर हो चुके हैं।",
        "हालाँकि पानी की कमी अब भी बड़ी चिंता है। गर्मियों में दो कुएँ सूख जाते हैं और औरतों को तीन किलोमीटर दूर जाना पड़ता है।",
    ),
    "pl": (
        "Gmina przeznaczyła na drugi etap dwa miliony złotych. Prace mają się skończyć przed pierwszym śniegiem, choć wykonawca prosi o miesiąc więcej.",
        "Część mieszkańców obawia się, że latem przyjedzie zbyt wielu turystów. Sołtys obiecuje parking przy szkole i zakaz wjazdu w niedziele.",
        "Wolontariusze chcą jeszcze odnowić kapliczkę przy drodze. Brakuje im tylko kamieniarza i, jak mówią, dobrej pogody.",
    ),
}


def _extended(lang: str) -> Told:
    """A language's story of `world_texts`, with some paragraphs more."""
    w = next(w for w in WORLD if w.lang == lang)
    text = (*w.paragraphs, *MORE[lang])
    return Told(lang, w.title, w.standfirst, text, (w.heading,), w.caption, w.others, w.menu)


IT, PT, RU, AR, KO, TR, HI, PL = map(_extended, MORE)
