"""What links to a listing's next page say, and how addresses count pages, in many languages."""

from __future__ import annotations

import re

NEXT_WORDS = re.compile(
    r"[\W_]*(?:下一?[页頁版]|后一[页頁]|後一頁|下[页頁]|次へ|次のページ|次の\d+件|"
    r"다음(?: ?페이지)?|next(?: page)?|older(?: posts| entries| stories| articles| news)?|"
    r"earlier(?: posts| stories| articles| news)?|(?:previous|earlier) (?:month|week|day)|"
    r"上[一个個]{0,2}月|前一[天日]|nächste(?: seite)?|weiter|vorherige[rn]? (?:monat|woche|tag)|"
    r"ältere(?: beiträge| artikel)?|(?:page )?suivante?|"
    r"(?:page )?prochaine(?: page)?|(?:p[áa]gina )?siguiente|"
    r"(?:p[áa]gina |página seguinte|)próxim[ao](?: p[áa]gina)?|(?:pagina )?successiva|avanti|"
    r"volgende(?: pagina)?|następna(?: strona)?|dalej|sonraki(?: sayfa)?|berikutnya|selanjutnya|"
    r"trang sau|tiếp(?: theo)?|далее|следующая(?: страница)?|(?:الصفحة )?التالي[ةه]?|"
    r"(?:ל?עמוד |ל?דף )?הבא|अगला(?: पृष्ठ| पेज)?|página seguinte|seguinte|següent|"
    r"articles plus anciens|"
    r"entradas (?:más )?antiguas|articoli (?:meno recenti|precedenti)|oudere berichten|"
    r"vorige berichten|"
    r"starsze wpisy|postagens mais antigas|eski(?: yazılar| haberler)|sonraki haberler|"
    r"предыдущие записи|"
    r"n[äæ]st[ae](?: sida| side)?|neste(?: side)?|äldre(?: inlägg| artiklar)?|"
    r"[æe]ldre(?: indlæg| innlegg)|"
    r"seuraava(?: sivu)?|vanhemmat(?: artikkelit)?|"
    r"(?:další|následující|ďalš(?:ia|ie))(?: stran[au]|"
    r" stránk[au])?|"
    r"star[šs]í(?: články| příspěvky)?|következő(?: oldal)?|régebbi(?: bejegyzések| cikkek)?|"
    r"(?:pagina )?următoare[a]?|mai vechi|επόμεν[ηο](?: σελίδα)?|παλαιότερα(?: άρθρα)?|"
    r"наступна(?: сторінка)?|далі|следваща(?: страница)?|sljedeća(?: stranica)?|"
    r"naslednja(?: stran)?|"
    r"(?:صفحه |صفحۀ )?بعدی?|اگلا(?: صفحہ)?|পরবর্তী(?: পাতা| পৃষ্ঠা)?|அடுத்த(?: பக்கம்)?|"
    r"पुढील(?: पान)?|"
    r"(?:หน้า)?ถัดไป|seterusnya|halaman berikut(?:nya)?)"
    r"[\W_]*|[›»→>≫⟩]",
    re.I,
)
MORE_WORDS = re.compile(
    r"[\W_]*(?:(?:点击|點擊|点此|查看|加载|加載|載入|载入|显示|顯示|浏览|閱讀|阅读)?更多"
    r"(?:新闻|新聞|内容|內容|资讯|資訊|文章)?|"
    r"(?:load|show|see|view)? ?more(?: (?:articles?|news|posts?|stories|results|headlines))?|"
    r"(?:weitere|mehr)(?: (?:artikel|beiträge|meldungen|laden|anzeigen)){1,2}|"
    r"(?:voir|afficher|charger) plus(?: d[’']articles)?|plus d[’']articles|"
    r"(?:cargar|ver|mostrar) más(?: noticias)?|(?:carregar|ver|mostrar) mais(?: notícias)?|"
    r"(?:carica|mostra) (?:altri|altro|di più)|meer (?:laden|tonen)|もっと(?:見る|読む)|더 ?보기|"
    r"(?:показать|загрузить|смотреть) (?:ещ[её]|больше)|ещ[её](?: новости)?|المزيد|عرض المزيد|"
    r"xem thêm|muat lainnya|daha fazla(?: göster| yükle)?|(?:visa|ladda|"
    r"läs in) fler(?: artiklar)?|"
    r"(?:vis|last|indlæs) flere(?: saker| artikler)?|(?:näytä|lataa) lisää|"
    r"(?:načíst|zobrazit|načítať|zobraziť) (?:další|ďalšie|více|viac)(?: články)?|"
    r"további(?:ak)?(?: hírek|"
    r" cikkek)?"
    r"(?: betöltése)?|(?:pokaż|załaduj|wczytaj) więcej|(?:încarcă|vezi) mai multe|(?:φόρτωση|"
    r"δείτε) "
    r"περισσότερ[ωα]ν?|περισσότερα|(?:показати|завантажити) (?:ще|більше)|(?:טען|הצג) עוד|"
    r"עוד כתבות|"
    r"(?:نمایش |مطالب )?بیشتر|और (?:देखें|लोड करें)|আরও(?: দেখুন| পড়ুন)?|மேலும்(?: காண்க)?|"
    r"(?:โหลด|ดู)(?:ข่าว)?เพิ่มเติม|さらに(?:読み込む|表示|見る)|مزید(?: دیکھیں)?|lihat lainnya)"
    r"[\W_]*",
    re.I,
)
"""What a link to the next page says, and what a button says that adds it to this one."""

PAGE_WORDS = (
    "page|p|pn|seite|pagina|sida|side|sivu|strona|strana|oldal|sayfa|trang|halaman|stranica|pag"
)
"""How addresses call a page in languages of the world."""
