//! The models of French verbs beyond those in *-er*: what follows the root in each tense.

/// How the verbs of one class are conjugated. Every form is written without the root, which is the infinitive less `ending`.
#[derive(Debug)]
pub(super) struct Model {
    /// Name of the class in `verbs.toml`; two models of one name are two spellings of the same verbs.
    pub name: &'static str,
    /// Ending that the infinitives share and that the forms replace.
    pub ending: &'static str,
    /// Six forms; `-` for a person that the verb does not have.
    pub present: &'static str,
    /// Stem of the imperfect; empty where it is that of *nous*.
    pub imperfect: &'static str,
    /// Stem of the passé simple with its vowel; `-` for none.
    pub past: &'static str,
    /// Stem of future and conditional.
    pub future: &'static str,
    /// Empty where it follows from the present; else two stems (*je*, *nous*) or all six forms.
    pub subjunctive: &'static str,
    /// Empty where it is that of the present; else three forms (*tu, nous, vous*), `-` for none.
    pub imperative: &'static str,
    /// Empty where it follows from the imperfect.
    pub present_participle: &'static str,
    /// The masculine singular, or four forms.
    pub past_participle: &'static str,
}

/// A model whose remaining tenses follow from its present.
const fn regular(
    name: &'static str,
    ending: &'static str,
    present: &'static str,
    past: &'static str,
    future: &'static str,
    past_participle: &'static str,
) -> Model {
    Model {
        name,
        ending,
        present,
        imperfect: "",
        past,
        future,
        subjunctive: "",
        imperative: "",
        present_participle: "",
        past_participle,
    }
}

/// Every model, the second group (`ir`) first.
#[rustfmt::skip]
pub(super) const MODELS: &[Model] = &[
    regular("ir", "ir", "is is it issons issez issent", "i", "ir", "i"),
    Model { imperfect: "haïss", ..regular("haïr", "haïr", "hais hais hait haïssons haïssez haïssent", "haï", "haïr", "haï") },

    Model {
        imperfect: "ét",
        subjunctive: "sois sois soit soyons soyez soient",
        imperative: "sois soyons soyez",
        present_participle: "étant",
        ..regular("être", "être", "suis es est sommes êtes sont", "fu", "ser", "été - - -")
    },
    Model {
        subjunctive: "aie aies ait ayons ayez aient",
        imperative: "aie ayons ayez",
        present_participle: "ayant",
        ..regular("avoir", "avoir", "ai as a avons avez ont", "eu", "aur", "eu")
    },
    Model {
        subjunctive: "aill all",
        imperative: "va allons allez",
        ..regular("aller", "aller", "vais vas va allons allez vont", "alla", "ir", "allé")
    },
    Model { subjunctive: "fass fass", ..regular("faire", "faire", "fais fais fait faisons faites font", "fi", "fer", "fait") },
    Model {
        subjunctive: "sach sach",
        imperative: "sache sachons sachez",
        present_participle: "sachant",
        ..regular("savoir", "savoir", "sais sais sait savons savez savent", "su", "saur", "su")
    },
    Model {
        subjunctive: "puiss puiss",
        imperative: "- - -",
        ..regular("pouvoir", "pouvoir", "peux peux peut pouvons pouvez peuvent", "pu", "pourr", "pu - - -")
    },
    Model {
        subjunctive: "veuill voul",
        imperative: "veuille voulons veuillez",
        ..regular("vouloir", "vouloir", "veux veux veut voulons voulez veulent", "voulu", "voudr", "voulu")
    },
    Model { subjunctive: "vaill val", ..regular("valoir", "valoir", "vaux vaux vaut valons valez valent", "valu", "vaudr", "valu") },
    regular("prévaloir", "valoir", "vaux vaux vaut valons valez valent", "valu", "vaudr", "valu"),
    Model {
        imperfect: "fall",
        subjunctive: "faill fall",
        imperative: "- - -",
        present_participle: "fallant",
        ..regular("falloir", "falloir", "- - faut - - -", "fallu", "faudr", "fallu - - -")
    },
    Model {
        imperfect: "pleuv",
        imperative: "- - -",
        ..regular("pleuvoir", "pleuvoir", "- - pleut - - pleuvent", "plu", "pleuvr", "plu - - -")
    },
    regular("devoir", "devoir", "dois dois doit devons devez doivent", "du", "devr", "dû due dus dues"),
    regular("recevoir", "cevoir", "çois çois çoit cevons cevez çoivent", "çu", "cevr", "çu"),
    regular("émouvoir", "mouvoir", "meus meus meut mouvons mouvez meuvent", "mu", "mouvr", "mu"),
    regular("mouvoir", "mouvoir", "meus meus meut mouvons mouvez meuvent", "mu", "mouvr", "mû mue mus mues"),
    regular("voir", "voir", "vois vois voit voyons voyez voient", "vi", "verr", "vu"),
    regular("prévoir", "voir", "vois vois voit voyons voyez voient", "vi", "voir", "vu"),
    regular("pourvoir", "voir", "vois vois voit voyons voyez voient", "vu", "voir", "vu"),
    regular("asseoir", "asseoir", "assieds assieds assied asseyons asseyez asseyent", "assi", "assiér", "assis"),
    regular("asseoir", "asseoir", "assois assois assoit assoyons assoyez assoient", "assi", "assoir", "assis"),
    regular("surseoir", "surseoir", "sursois sursois sursoit sursoyons sursoyez sursoient", "sursi", "surseoir", "sursis"),

    regular("tenir", "enir", "iens iens ient enons enez iennent", "in", "iendr", "enu"),
    regular("partir", "tir", "s s t tons tez tent", "ti", "tir", "ti"),
    regular("servir", "vir", "s s t vons vez vent", "vi", "vir", "vi"),
    regular("dormir", "mir", "s s t mons mez ment", "mi", "mir", "mi"),
    regular("vêtir", "vêtir", "vêts vêts vêt vêtons vêtez vêtent", "vêti", "vêtir", "vêtu"),
    regular("ouvrir", "rir", "re res re rons rez rent", "ri", "rir", "ert"),
    regular("courir", "courir", "cours cours court courons courez courent", "couru", "courr", "couru"),
    regular("mourir", "mourir", "meurs meurs meurt mourons mourez meurent", "mouru", "mourr", "mort"),
    regular("acquérir", "quérir", "quiers quiers quiert quérons quérez quièrent", "qui", "querr", "quis"),
    regular("cueillir", "cueillir", "cueille cueilles cueille cueillons cueillez cueillent", "cueilli", "cueiller", "cueilli"),
    regular("assaillir", "aillir", "aille ailles aille aillons aillez aillent", "ailli", "aillir", "ailli"),
    regular("bouillir", "bouillir", "bous bous bout bouillons bouillez bouillent", "bouilli", "bouillir", "bouilli"),
    regular("fuir", "fuir", "fuis fuis fuit fuyons fuyez fuient", "fui", "fuir", "fui"),

    regular("dire", "dire", "dis dis dit disons dites disent", "di", "dir", "dit"),
    regular("interdire", "dire", "dis dis dit disons disez disent", "di", "dir", "dit"),
    regular("maudire", "dire", "dis dis dit dissons dissez dissent", "di", "dir", "dit"),
    regular("écrire", "crire", "cris cris crit crivons crivez crivent", "crivi", "crir", "crit"),
    regular("lire", "lire", "lis lis lit lisons lisez lisent", "lu", "lir", "lu"),
    regular("rire", "rire", "ris ris rit rions riez rient", "ri", "rir", "ri"),
    regular("suffire", "fire", "fis fis fit fisons fisez fisent", "fi", "fir", "fi"),
    regular("conduire", "uire", "uis uis uit uisons uisez uisent", "uisi", "uir", "uit"),
    regular("nuire", "uire", "uis uis uit uisons uisez uisent", "uisi", "uir", "ui"),
    regular("plaire", "laire", "lais lais laît laisons laisez laisent", "lu", "lair", "lu"),
    regular("plaire", "laire", "lais lais lait laisons laisez laisent", "lu", "lair", "lu"),
    regular("taire", "taire", "tais tais tait taisons taisez taisent", "tu", "tair", "tu"),
    regular("extraire", "traire", "trais trais trait trayons trayez traient", "-", "trair", "trait"),
    regular("croire", "croire", "crois crois croit croyons croyez croient", "cru", "croir", "cru"),
    regular("boire", "boire", "bois bois boit buvons buvez boivent", "bu", "boir", "bu"),
    regular("conclure", "clure", "clus clus clut cluons cluez cluent", "clu", "clur", "clu"),
    regular("inclure", "clure", "clus clus clut cluons cluez cluent", "clu", "clur", "clus"),
    regular("clore", "clore", "clos clos clôt closons closez closent", "-", "clor", "clos"),
    regular("vivre", "vivre", "vis vis vit vivons vivez vivent", "vécu", "vivr", "vécu"),
    regular("suivre", "suivre", "suis suis suit suivons suivez suivent", "suivi", "suivr", "suivi"),
    regular("vaincre", "vaincre", "vaincs vaincs vainc vainquons vainquez vainquent", "vainqui", "vaincr", "vaincu"),
    regular("connaître", "aître", "ais ais aît aissons aissez aissent", "u", "aîtr", "u"),
    regular("connaître", "aître", "ais ais ait aissons aissez aissent", "u", "aitr", "u"),
    regular("naître", "naître", "nais nais naît naissons naissez naissent", "naqui", "naîtr", "né"),
    regular("naître", "naître", "nais nais nait naissons naissez naissent", "naqui", "naitr", "né"),
    regular("accroître", "croître", "crois crois croît croissons croissez croissent", "cru", "croîtr", "cru"),
    regular("accroître", "croître", "crois crois croit croissons croissez croissent", "cru", "croitr", "cru"),
    regular("prendre", "prendre", "prends prends prend prenons prenez prennent", "pri", "prendr", "pris"),
    regular("vendre", "dre", "ds ds d dons dez dent", "di", "dr", "du"),
    regular("rompre", "rompre", "romps romps rompt rompons rompez rompent", "rompi", "rompr", "rompu"),
    regular("mettre", "mettre", "mets mets met mettons mettez mettent", "mi", "mettr", "mis"),
    regular("battre", "battre", "bats bats bat battons battez battent", "batti", "battr", "battu"),
    regular("craindre", "indre", "ins ins int ignons ignez ignent", "igni", "indr", "int"),
    regular("coudre", "coudre", "couds couds coud cousons cousez cousent", "cousi", "coudr", "cousu"),
    regular("moudre", "moudre", "mouds mouds moud moulons moulez moulent", "moulu", "moudr", "moulu"),
    regular("résoudre", "soudre", "sous sous sout solvons solvez solvent", "solu", "soudr", "solu"),
    regular("dissoudre", "soudre", "sous sous sout solvons solvez solvent", "-", "soudr", "sous soute sous soutes"),
];
