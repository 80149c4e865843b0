//! Generated from data/language_subtags.tsv; do not edit.
//! To update it, run `EMA_UPDATE=1 cargo test -p ema-model --test language_table`.

/// The date on which IANA published the registry.
pub(super) const FILE_DATE: &str = "2026-09-17";

/// Sorted cells of 3 bytes each.
pub(super) const LANGUAGES: &str = "\
    aa aaaaabaacaadaaeaafaagaahaaiaakaalaamaanaaoaapaaqaasaataauaavaawaaxaazab abaabbabcabdabeabfabg\
    abhabiabjablabmabnaboabpabqabrabsabtabuabvabwabxabyabzacaacbacdaceacfachaciackaclacmacnacpacqacr\
    acsactacuacvacwacxacyaczadaadbaddadeadfadgadhadiadjadladnadoadpadqadradsadtaduadwadxadyadzae aea\
    aebaecaedaeeaekaelaemaenaeqaeraesaeuaewaeyaezaf afaafbafdafeafgafhafiafkafnafoafpafsaftafuafzaga\
    agbagcagdageagfaggaghagiagjagkaglagmagnagoagpagqagragsagtaguagvagwagxagyagzahaahbahgahhahiahkahl\
    ahmahnahoahpahrahsahtaiaaibaicaidaieaifaigaihaiiaijaikailaimainaioaipaiqairaisaitaiwaixaiyajaajg\
    ajiajnajpajsajtajuajwajzak akbakcakdakeakfakgakhakiakjakkaklakmakoakpakqakraksaktakuakvakwakxaky\
    akzalaalcaldalealfalgalhalialjalkallalmalnaloalpalqalralsaltalualvalwalxalyalzam amaambamcameamf\
    amgamiamjamkamlammamnamoampamqamramsamtamuamvamwamxamyamzan anaanbancandaneanfanganhanianjankanl\
    anmannanoanpanqanransantanuanvanwanxanyanzaoaaobaocaodaoeaofaogaohaoiaojaokaolaomaonaoraosaotaou\
    aoxaozapaapbapcapdapeapfapgaphapiapjapkaplapmapnapoappapqaprapsaptapuapvapwapxapyapzaqaaqcaqdaqg\
    aqkaqlaqmaqnaqpaqraqtaqzar arbarcardarearhariarjarkarlarnaroarparqarrarsartaruarvarwarxaryarzas \
    asaasbascasdaseasfasgashasiasjaskaslasnasoaspasqasrassastasuasvaswasxasyaszataatbatcatdateatgath\
    atiatjatkatlatmatnatoatpatqatratsattatuatvatwatxatyatzauaaubaucaudaueaufaugauhauiaujaukaulaumaun\
    auoaupauqaurausautauuauwauxauyauzav avbavdaviavkavlavmavnavoavsavtavuavvawaawbawcawdaweawgawhawi\
    awkawmawnawoawrawsawtawuawvawwawxawyaxbaxeaxgaxkaxlaxmaxxay ayaaybaycaydayeaygayhayiaykaylaynayo\
    aypayqayraysaytayuayxayyayzaz azaazbazcazdazgazjazmaznazoaztazzba baababbacbadbaebafbagbahbaibaj\
    balbanbaobapbarbasbatbaubavbawbaxbaybazbbabbbbbcbbdbbebbfbbgbbhbbibbjbbkbblbbmbbnbbobbpbbqbbrbbs\
    bbtbbubbvbbwbbxbbybbzbcabcbbccbcdbcebcfbcgbchbcibcjbckbclbcmbcnbcobcpbcqbcrbcsbctbcubcvbcwbcybcz\
    bdabdbbdcbddbdebdfbdgbdhbdibdjbdkbdlbdmbdnbdobdpbdqbdrbdsbdtbdubdvbdwbdxbdybdzbe beabebbecbedbee\
    befbegbehbeibejbekbembeobepbeqberbesbetbeubevbewbexbeybezbfabfbbfcbfdbfebffbfgbfhbfibfjbfkbflbfm\
    bfnbfobfpbfqbfrbfsbftbfubfwbfxbfybfzbg bgabgbbgcbgdbgebgfbggbgibgjbgkbglbgmbgnbgobgpbgqbgrbgsbgt\
    bgubgvbgwbgxbgybgzbh bhabhbbhcbhdbhebhfbhgbhhbhibhjbhkbhlbhmbhnbhobhpbhqbhrbhsbhtbhubhvbhwbhxbhy\
    bhzbi biabibbicbidbiebifbigbihbijbikbilbimbinbiobipbiqbirbitbiubivbiwbixbiybizbjabjbbjcbjdbjebjf\
    bjgbjhbjibjjbjkbjlbjmbjnbjobjpbjqbjrbjsbjtbjubjvbjwbjxbjybjzbkabkbbkcbkdbkfbkgbkhbkibkjbkkbklbkm\
    bknbkobkpbkqbkrbksbktbkubkvbkwbkxbkybkzblablbblcbldbleblfblgblhblibljblkbllblmblnbloblpblqblrbls\
    bltblvblwblxblyblzbm bmabmbbmcbmdbmebmfbmgbmhbmibmjbmkbmlbmmbmnbmobmpbmqbmrbmsbmtbmubmvbmwbmxbmy\
    bmzbn bnabnbbncbndbnebnfbngbnibnjbnkbnlbnmbnnbnobnpbnqbnrbnsbntbnubnvbnwbnxbnybnzbo boabobboebof\
    bogbohboibojbokbolbombonboobopboqborbotboubovbowboxboybozbpabpbbpcbpdbpebpgbphbpibpjbpkbplbpmbpn\
    bpobppbpqbprbpsbptbpubpvbpwbpxbpybpzbqabqbbqcbqdbqfbqgbqhbqibqjbqkbqlbqmbqnbqobqpbqqbqrbqsbqtbqu\
    bqvbqwbqxbqybqzbr brabrbbrcbrdbrfbrgbrhbribrjbrkbrlbrmbrnbrobrpbrqbrrbrsbrtbrubrvbrwbrxbrybrzbs \
    bsabsbbscbsebsfbsgbshbsibsjbskbslbsmbsnbsobspbsqbsrbssbstbsubsvbswbsxbsybtabtbbtcbtdbtebtfbtgbth\
    btibtjbtkbtlbtmbtnbtobtpbtqbtrbtsbttbtubtvbtwbtxbtybtzbuabubbucbudbuebufbugbuhbuibujbukbumbunbuo\
    bupbuqbusbutbuubuvbuwbuxbuybuzbvabvbbvcbvdbvebvfbvgbvhbvibvjbvkbvlbvmbvnbvobvpbvqbvrbvtbvubvvbvw\
    bvxbvybvzbwabwbbwcbwdbwebwfbwgbwhbwibwjbwkbwlbwmbwnbwobwpbwqbwrbwsbwtbwubwwbwxbwybwzbxabxbbxcbxd\
    bxebxfbxgbxhbxibxjbxkbxlbxmbxnbxobxpbxqbxrbxsbxubxvbxwbxxbxzbyabybbycbydbyebyfbygbyhbyibyjbykbyl\
    bymbynbyobypbyqbyrbysbytbyvbywbyxbyybyzbzabzbbzcbzdbzebzfbzgbzhbzibzjbzkbzlbzmbznbzobzpbzqbzrbzs\
    bztbzubzvbzwbzxbzybzzca caacabcaccadcaecafcagcahcaicajcakcalcamcancaocapcaqcarcascaucavcawcaxcay\
    cazcbacbbcbccbdcbecbgcbhcbicbjcbkcblcbncbocbqcbrcbscbtcbucbvcbwcbyccacccccdcceccgcchccjcclccmccn\
    ccoccpccqccrccscdacdccddcdecdfcdgcdhcdicdjcdmcdncdocdrcdscdycdzce ceacebcegcekcelcencetceycfacfd\
    cfgcfmcgacgccggcgkch chbchcchdchfchgchhchjchkchlchmchnchochpchqchrchtchwchxchychzciacibciccidcie\
    cihcikcimcincipcirciwciycjacjecjhcjicjkcjmcjncjocjpcjrcjscjvcjyckackbckhcklckmcknckockqckrcksckt\
    ckuckvckxckyckzclaclccldcleclhclicljclkcllclmcloclscltcluclwclycmacmccmecmgcmicmkcmlcmmcmncmocmr\
    cmscmtcnacnbcnccngcnhcnicnkcnlcnocnpcnqcnrcnscntcnucnwcnxco coacobcoccodcoecofcogcohcojcokcolcom\
    concoocopcoqcotcoucovcowcoxcoycozcpacpbcpccpecpfcpgcpicpncpocppcpscpucpxcpycqdcqucr cracrbcrccrd\
    crfcrgcrhcricrjcrkcrlcrmcrncrocrpcrqcrrcrscrtcrvcrwcrxcrycrzcs csacsbcsccsdcsecsfcsgcshcsicsjcsk\
    cslcsmcsncsocspcsqcsrcsscstcsucsvcswcsxcsycszctactcctdctectgcthctlctmctnctoctpctscttctuctyctzcu \
    cuacubcuccugcuhcuicujcukculcumcuocupcuqcurcuscutcuucuvcuwcuxcuycv cvgcvncwacwbcwdcwecwgcwtcxhcy \
    cyacybcyoczhczkcznczocztda daadacdaddaedafdagdahdaidajdakdaldamdaodapdaqdardasdaudavdawdaxdaydaz\
    dbadbbdbddbedbfdbgdbidbjdbldbmdbndbodbpdbqdbrdbtdbudbvdbwdbydccdcrddadddddeddgddiddjddnddoddrdds\
    ddwde decdeddeedefdegdehdeidekdeldemdendepdeqderdesdevdezdgadgbdgcdgddgedggdghdgidgkdgldgndgodgr\
    dgsdgtdgudgwdgxdgzdhadhddhgdhidhldhmdhndhodhrdhsdhudhvdhwdhxdiadibdicdiddifdigdihdiidijdikdildim\
    dindiodipdiqdirdisditdiudiwdixdiydizdjadjbdjcdjddjedjfdjidjjdjkdjldjmdjndjodjrdjudjwdkadkgdkkdkl\
    dkrdksdkxdlgdlkdlmdlndmadmbdmcdmddmedmfdmgdmkdmldmmdmndmodmrdmsdmudmvdmwdmxdmydnadnddnedngdnidnj\
    dnkdnndnodnrdntdnudnvdnwdnydoadobdocdoedofdohdoidokdoldondoodopdoqdordosdotdovdowdoxdoydozdppdra\
    drbdrcdrddredrgdrhdridrldrndrodrqdrrdrsdrtdrudrwdrydsbdsedshdsidskdsldsndsodsqdszdtadtbdtddthdti\
    dtkdtmdtndtodtpdtrdtsdttdtudtyduadubducdudduedufdugduhduidujdukduldumdunduodupduqdurdusduuduvduw\
    duxduyduzdv dvadwadwkdwldwrdwsdwudwwdwydwzdyadybdyddygdyidyldymdyndyodyrdyudyydz dzadzddzedzgdzl\
    dzneaaebcebgebkeboebrebuecrecsecyee eeeefaefeefiegaeglegmegoegxegyehsehueipeiteivejaekaekcekeekg\
    ekiekkeklekmekoekpekrekyel eleelhelielkelmeloelpeluelxemaembemeemgemiemkemmemnemoempemqemsemuemw\
    emxemyemzen enaenbencendenfenhenlenmennenoenqenrenuenvenwenxeo eotepieraergerherierkeroerrersert\
    erwes eseesgeshesieskeslesmesnesoesqessesuesxesyet etbetcethetnetoetretsettetuetxetzeu eudeuqeve\
    evhevnewoexteyaeyoezaezefa faafabfadfaffagfahfaifajfakfalfamfanfapfarfatfaufaxfayfazfblfcsferff \
    ffiffmfgrfi fiafiefiffilfipfirfitfiufiwfj fkkfkvflaflhflifllflnflrflyfmpfmufnbfngfnifo fodfoifom\
    fonforfosfoxfpefqsfr frcfrdfrkfrmfrofrpfrqfrrfrsfrtfsefslfssfubfucfudfuefuffuhfuifujfumfunfuqfur\
    futfuufuvfuyfvrfwafwefy ga gaagabgacgadgaegafgaggahgaigajgakgalgamgangaogapgaqgargasgatgaugavgaw\
    gaxgaygazgbagbbgbcgbdgbegbfgbggbhgbigbjgbkgblgbmgbngbogbpgbqgbrgbsgbugbvgbwgbxgbygbzgccgcdgcegcf\
    gclgcngcrgctgd gdagdbgdcgddgdegdfgdggdhgdigdjgdkgdlgdmgdngdogdqgdrgdsgdtgdugdxgeagebgecgedgefgeg\
    gehgeigejgekgelgemgeqgesgevgewgexgeygezgfkgftgfxggaggbggdggegggggkgglggnggoggrggtgguggwghaghcghe\
    ghhghkghlghnghoghrghsghtgiagibgicgidgiegiggihgiigilgimgingiogipgiqgirgisgitgiugiwgixgiygizgjigjk\
    gjmgjngjrgjugkagkdgkegkngkogkpgkugl glbglcgldglhgligljglkgllgloglrgluglwglygmagmbgmdgmegmggmhgml\
    gmmgmngmqgmrgmugmvgmwgmxgmygmzgn gnagnbgncgndgnegnggnhgnignjgnkgnlgnmgnngnognqgnrgntgnugnwgnzgoa\
    gobgocgodgoegofgoggohgoigojgokgolgomgongoogopgoqgorgosgotgougovgowgoxgoygozgpagpegpngqagqigqngqr\
    gqugragrbgrcgrdgrggrhgrigrjgrkgrmgrogrqgrrgrsgrtgrugrvgrwgrxgrygrzgsegsggslgsmgsngsogspgssgswgta\
    gtigtugu guagubgucgudguegufgugguhguigukgulgumgunguogupguqgurgusgutguuguvguwguxguzgv gvagvcgvegvf\
    gvjgvlgvmgvngvogvpgvrgvsgvygwagwbgwcgwdgwegwfgwggwigwjgwmgwngwrgwtgwugwwgwxgxxgyagybgydgyegyfgyg\
    gyigylgymgyngyogyrgyygyzgzagzigznha haahabhachadhaehafhaghahhaihajhakhalhamhanhaohaphaqharhashav\
    hawhaxhayhazhbahbbhbnhbohbuhcahchhdnhdshdyhe heahedheghehheihemhgmhgwhhihhrhhyhi hiahibhidhifhig\
    hihhiihijhikhilhimhiohirhithiwhixhjihkahkehkhhkkhknhkshlahlbhldhlehlthluhmahmbhmchmdhmehmfhmghmh\
    hmihmjhmkhmlhmmhmnhmphmqhmrhmshmthmuhmvhmwhmxhmyhmzhnahndhnehnghnhhnihnjhnmhnnhnohnshnuho hoahob\
    hochodhoehohhoihojhokholhomhoohophorhoshothovhowhoyhozhpohpshr hrahrchrehrkhrmhrohrphrrhrthruhrw\
    hrxhrzhsbhshhslhsnhssht htihtohtshtuhtxhu hubhuchudhuehufhughuhhuihujhukhulhumhuohuphuqhurhushut\
    huuhuvhuwhuxhuyhuzhvchvehvkhvnhvvhwahwchwohy hyahywhyxhz ia iaiianiapiaribaibbibdibeibgibhibiibl\
    ibmibnibribuibyicaichiclicrid idaidbidciddideidiidridsidtiduie ifaifbifeiffifkifmifuifyig igbige\
    iggigligmignigoigsigwihbihiihpihwii iiniirijcijeijjijnijoijsik ikeikhikiikkiklikoikpikriksiktikv\
    ikwikxikzilailbilgiliilkillilmiloilpilsiluilvilwimaimeimiimlimnimoimrimsimtimyin inbincineinginh\
    injinlinminninoinpinsintinzio ioriouiowipiipoiquiqwiraireirhiriirkirniroirriruirxiryis isaiscisd\
    iseisgishisiiskismisnisoisristisuisvit itbitcitditeitiitkitlitmitoitritsittitvitwitxityitziu ium\
    ivbivviw iwkiwmiwoiwsixcixliyaiyoiyxizhiziizmizrizzja jaajabjacjadjaejafjahjajjakjaljamjanjaojaq\
    jarjasjatjaujaxjayjazjbejbijbjjbkjbmjbnjbojbrjbtjbujbwjcsjctjdajdgjdtjebjeejegjehjeijekjeljenjer\
    jetjeujgbjgejgkjgojhijhsji jiajibjicjidjiejigjihjiijiljimjiojiqjitjiujivjiyjjejjrjkajkmjkojkpjkr\
    jksjkujlejlsjmajmbjmcjmdjmijmljmnjmrjmsjmwjmxjnajndjngjnijnjjnljnsjobjodjogjorjosjowjpajprjpxjqr\
    jrajrbjrrjrtjrujsljuajubjucjudjuhjuijukjuljumjunjuojupjurjusjutjuujuwjuyjv jvdjvnjw jwijyajyejyy\
    ka kaakabkackadkaekafkagkahkaikajkakkamkaokapkaqkarkavkawkaxkaykbakbbkbckbdkbekbfkbgkbhkbikbjkbk\
    kblkbmkbnkbokbpkbqkbrkbskbtkbukbvkbwkbxkbykbzkcakcbkcckcdkcekcfkcgkchkcikcjkckkclkcmkcnkcokcpkcq\
    kcrkcskctkcukcvkcwkcxkcykczkdakdckddkdekdfkdgkdhkdikdjkdkkdlkdmkdnkdokdpkdqkdrkdtkdukdvkdwkdxkdy\
    kdzkeakebkeckedkeekefkegkehkeikejkekkelkemkenkeokepkeqkerkesketkeukevkewkexkeykezkfakfbkfckfdkfe\
    kffkfgkfhkfikfjkfkkflkfmkfnkfokfpkfqkfrkfskftkfukfvkfwkfxkfykfzkg kgakgbkgckgdkgekgfkggkghkgikgj\
    kgkkglkgmkgnkgokgpkgqkgrkgskgtkgukgvkgwkgxkgykhakhbkhckhdkhekhfkhgkhhkhikhjkhkkhlkhnkhokhpkhqkhr\
    khskhtkhukhvkhwkhxkhykhzki kiakibkickidkiekifkigkihkiikijkilkimkiokipkiqkiskitkiukivkiwkixkiykiz\
    kj kjakjbkjckjdkjekjfkjgkjhkjikjjkjkkjlkjmkjnkjokjpkjqkjrkjskjtkjukjvkjxkjykjzkk kkakkbkkckkdkke\
    kkfkkgkkhkkikkjkkkkklkkmkknkkokkpkkqkkrkkskktkkukkvkkwkkxkkykkzkl klaklbklckldkleklfklgklhkliklj\
    klkkllklmklnkloklpklqklrklskltkluklvklwklxklyklzkm kmakmbkmckmdkmekmfkmgkmhkmikmjkmkkmlkmmkmnkmo\
    kmpkmqkmrkmskmtkmukmvkmwkmxkmykmzkn knaknbknckndkneknfkngkniknjknkknlknmknnknoknpknqknrknskntknu\
    knvknwknxknyknzko koakockodkoekofkogkohkoikojkokkolkookopkoqkoskotkoukovkowkoxkoykozkpakpbkpckpd\
    kpekpfkpgkphkpikpjkpkkplkpmkpnkpokppkpqkprkpskptkpukpvkpwkpxkpykpzkqakqbkqckqdkqekqfkqgkqhkqikqj\
    kqkkqlkqmkqnkqokqpkqqkqrkqskqtkqukqvkqwkqxkqykqzkr krakrbkrckrdkrekrfkrhkrikrjkrkkrlkrmkrnkrokrp\
    krrkrskrtkrukrvkrwkrxkrykrzks ksaksbkscksdkseksfksgkshksiksjkskkslksmksnksokspksqksrksskstksuksv\
    kswksxksykszktaktbktcktdktektfktgkthktiktjktkktlktmktnktoktpktqktrktskttktuktvktwktxktyktzku kub\
    kuckudkuekufkugkuhkuikujkukkulkumkunkuokupkuqkuskutkuukuvkuwkuxkuykuzkv kvakvbkvckvdkvekvfkvgkvh\
    kvikvjkvkkvlkvmkvnkvokvpkvqkvrkvskvtkvukvvkvwkvxkvykvzkw kwakwbkwckwdkwekwfkwgkwhkwikwjkwkkwlkwm\
    kwnkwokwpkwqkwrkwskwtkwukwvkwwkwxkwykwzkxakxbkxckxdkxekxfkxhkxikxjkxkkxlkxmkxnkxokxpkxqkxrkxskxt\
    kxukxvkxwkxxkxykxzky kyakybkyckydkyekyfkygkyhkyikyjkykkylkymkynkyokypkyqkyrkyskytkyukyvkywkyxkyy\
    kyzkzakzbkzckzdkzekzfkzgkzhkzikzjkzkkzlkzmkznkzokzpkzqkzrkzskztkzukzvkzwkzxkzykzzla laalablaclad\
    laelaflaglahlailajlaklallamlanlaplaqlarlaslaulawlaxlaylazlb lbalbblbclbelbflbglbilbjlbklbllbmlbn\
    lbolbqlbrlbslbtlbulbvlbwlbxlbylbzlcclcdlcelcflchlcllcmlcplcqlcsldaldblddldgldhldildjldkldlldmldn\
    ldoldpldqlealeblecledleelefleglehleilejleklellemlenleolepleqlerlesletleulevlewlexleylezlfalfblfn\
    lg lgalgblgglghlgilgklgllgmlgnlgolgqlgrlgslgtlgulgzlhalhhlhilhllhmlhnlhplhslhtlhuli lialibliclid\
    lielifliglihliilijliklilliolipliqlirlisliulivliwlixliylizljaljeljiljlljpljwljxlkalkblkclkdlkelkh\
    lkilkjlkllkmlknlkolkrlkslktlkulkyllallbllclldllellfllgllhllilljllklllllmllnllollpllqllsllullxlma\
    lmblmclmdlmelmflmglmhlmilmjlmklmllmmlmnlmolmplmqlmrlmulmvlmwlmxlmylmzln lnalnblndlnglnhlnilnjlnl\
    lnmlnnlnolnslnulnwlnzlo loaloblocloelofloglohloilojloklollomlonlooloploqlorloslotloulovlowloxloy\
    lozlpalpelpnlpolpxlqrlralrclrelrglrilrklrllrmlrnlrolrrlrtlrvlrzlsalsblsclsdlselsglshlsilsllsmlsn\
    lsolsplsrlsslstlsvlswlsylt ltcltglthltiltnltoltsltulu lualucludluelufluhluilujluklullumlunluolup\
    luqlurluslutluuluvluwluyluzlv lvalvilvklvllvslvulwalwelwglwhlwllwmlwolwslwtlwulwwlxmlyalyglynlzh\
    lzllznlzzmaamabmadmaemafmagmaimajmakmammanmapmaqmasmatmaumavmawmaxmazmbambbmbcmbdmbembfmbhmbimbj\
    mbkmblmbmmbnmbombpmbqmbrmbsmbtmbumbvmbwmbxmbymbzmcamcbmccmcdmcemcfmcgmchmcimcjmckmclmcmmcnmcomcp\
    mcqmcrmcsmctmcumcvmcwmcxmcymczmdamdbmdcmddmdemdfmdgmdhmdimdjmdkmdlmdmmdnmdpmdqmdrmdsmdtmdumdvmdw\
    mdxmdymdzmeamebmecmedmeemefmegmehmeimejmekmelmemmenmeomepmeqmermesmetmeumevmewmeymezmfamfbmfcmfd\
    mfemffmfgmfhmfimfjmfkmflmfmmfnmfomfpmfqmfrmfsmftmfumfvmfwmfxmfymfzmg mgamgbmgcmgdmgemgfmggmghmgi\
    mgjmgkmglmgmmgnmgomgpmgqmgrmgsmgtmgumgvmgwmgxmgymgzmh mhamhbmhcmhdmhemhfmhgmhhmhimhjmhkmhlmhmmhn\
    mhomhpmhqmhrmhsmhtmhumhwmhxmhymhzmi miamibmicmidmiemifmigmihmiimijmikmilmimminmiomipmiqmirmismit\
    miumiwmixmiymizmjamjbmjcmjdmjemjgmjhmjimjjmjkmjlmjmmjnmjomjpmjqmjrmjsmjtmjumjvmjwmjxmjymjzmk mka\
    mkbmkcmkemkfmkgmkhmkimkjmkkmklmkmmknmkomkpmkqmkrmksmktmkumkvmkwmkxmkymkzml mlamlbmlcmldmlemlfmlh\
    mlimljmlkmllmlmmlnmlomlpmlqmlrmlsmlumlvmlwmlxmlzmmammbmmcmmdmmemmfmmgmmhmmimmjmmkmmlmmmmmnmmommp\
    mmqmmrmmtmmummvmmwmmxmmymmzmn mnamnbmncmndmnemnfmngmnhmnimnjmnkmnlmnmmnnmnomnpmnqmnrmnsmntmnumnv\
    mnwmnxmnymnzmo moamocmodmoemofmogmohmoimojmokmommoomopmoqmormosmotmoumovmowmoxmoymozmpampbmpcmpd\
    mpempgmphmpimpjmpkmplmpmmpnmpomppmpqmprmpsmptmpumpvmpwmpxmpympzmqamqbmqcmqemqfmqgmqhmqimqjmqkmql\
    mqmmqnmqomqpmqqmqrmqsmqtmqumqvmqwmqxmqymqzmr mramrbmrcmrdmremrfmrgmrhmrjmrkmrlmrmmrnmromrpmrqmrr\
    mrsmrtmrumrvmrwmrxmrymrzms msbmscmsdmsemsfmsgmshmsimsjmskmslmsmmsnmsomspmsqmsrmssmstmsumsvmswmsx\
    msymszmt mtamtbmtcmtdmtemtfmtgmthmtimtjmtkmtlmtmmtnmtomtpmtqmtrmtsmttmtumtvmtwmtxmtymuamubmucmud\
    muemugmuhmuimujmukmulmummunmuomupmuqmurmusmutmuumuvmuxmuymuzmvamvbmvdmvemvfmvgmvhmvimvkmvlmvmmvn\
    mvomvpmvqmvrmvsmvtmvumvvmvwmvxmvymvzmwamwbmwcmwdmwemwfmwgmwhmwimwjmwkmwlmwmmwnmwomwpmwqmwrmwsmwt\
    mwumwvmwwmwxmwymwzmxamxbmxcmxdmxemxfmxgmxhmximxjmxkmxlmxmmxnmxomxpmxqmxrmxsmxtmxumxvmxwmxxmxymxz\
    my mybmycmydmyemyfmygmyhmyimyjmykmylmymmynmyomypmyqmyrmysmytmyumyvmywmyxmyymyzmzamzbmzcmzdmzemzg\
    mzhmzimzjmzkmzlmzmmznmzomzpmzqmzrmzsmztmzumzvmzwmzxmzymzzna naanabnacnadnaenafnagnahnainajnaknal\
    namnannaonapnaqnarnasnatnawnaxnaynaznb nbanbbnbcnbdnbenbfnbgnbhnbinbjnbknbmnbnnbonbpnbqnbrnbsnbt\
    nbunbvnbwnbxnbyncancbnccncdncencfncgnchncincjncknclncmncnnconcpncqncrncsnctncuncxncznd ndandbndc\
    nddndfndgndhndindjndkndlndmndnndpndqndrndsndtndundvndwndxndyndzne neanebnecnedneenefnegnehneinej\
    neknemnenneoneqnernesnetneunevnewnexneyneznfanfdnflnfrnfung ngangbngcngdngengfnggnghngingjngkngl\
    ngmngnngongpngqngrngsngtngungvngwngxngyngznhanhbnhcnhdnhenhfnhgnhhnhinhknhmnhnnhonhpnhqnhrnhtnhu\
    nhvnhwnhxnhynhznianibnicnidnienifnignihniinijniknilnimninnioniqnirnisnitniunivniwnixniyniznjanjb\
    njdnjhnjinjjnjlnjmnjnnjonjrnjsnjtnjunjxnjynjznkankbnkcnkdnkenkfnkgnkhnkinkjnkknkmnknnkonkpnkqnkr\
    nksnktnkunkvnkwnkxnkznl nlanlcnlenlgnlinljnlknllnlmnlnnlonlqnlrnlunlvnlwnlxnlynlznmanmbnmcnmdnme\
    nmfnmgnmhnminmjnmknmlnmmnmnnmonmpnmqnmrnmsnmtnmunmvnmwnmxnmynmznn nnannbnncnndnnennfnngnnhnninnj\
    nnknnlnnmnnnnnpnnqnnrnnsnntnnunnvnnwnnxnnynnzno noanocnodnoenofnognohnoinojnoknolnomnonnoonopnoq\
    nosnotnounovnownoynoznpanpbnpgnphnpinplnpnnponpsnpunpxnpynqgnqknqlnqmnqnnqonqqnqtnqynr nranrbnrc\
    nrenrfnrgnrinrknrlnrmnrnnrpnrrnrtnrunrxnrznsansbnscnsdnsensfnsgnshnsinsknslnsmnsnnsonspnsqnsrnss\
    nstnsunsvnswnsxnsynszntdntentgntintjntkntmntontpntrntsntuntwntxntyntznuanubnucnudnuenufnugnuhnui\
    nujnuknulnumnunnuonupnuqnurnusnutnuunuvnuwnuxnuynuznv nvhnvmnvonwanwbnwcnwenwgnwinwmnwonwrnwwnwx\
    nwynxanxdnxenxgnxinxknxlnxmnxnnxonxqnxrnxunxxny nybnycnydnyenyfnygnyhnyinyjnyknylnymnynnyonypnyq\
    nyrnysnytnyunyvnywnyxnyynzanzbnzdnzinzknzmnzrnzsnzunzynzzoaaoacoakoaroavobiobkoblobmoboobrobtobu\
    oc ocaochocmocoocuodaodkodtoduofoofsofuogbogcogeoggogooguohtohuoiaoieoinoj ojbojcojgojpojsojvojw\
    okaokbokcokdokeokgokhokiokjokkoklokmoknokookroksokuokvokxokzolaolboldoleolkolmoloolroltoluom oma\
    ombomcomeomgomiomkomlomnomoompomqomromtomuomvomwomxomyonaonboneongonionjonkonnonoonponronsontonu\
    onwonxoodoogoonooroosopaopkopmopooptopyor oraorcoreorgorhornoroorrorsortoruorvorworxoryorzos osa\
    oscosdosiosnosoospostosuosxotaotbotdoteotiotkotlotmotnotootqotrotsottotuotwotxotyotzouaouboueoui\
    oumounovdowiowloyboydoymoyyozmpa paapabpacpadpaepafpagpahpaipakpalpampaopappaqparpaspatpaupavpaw\
    paxpaypazpbbpbcpbepbfpbgpbhpbipblpbmpbnpbopbppbrpbspbtpbupbvpbypbzpcapcbpccpcdpcepcfpcgpchpcipcj\
    pckpclpcmpcnpcppcrpcwpdapdcpdipdnpdopdtpdupeapebpedpeepefpegpehpeipejpekpelpempeopeppeqpespevpex\
    peypezpfapfepflpgapgdpggpgipgkpglpgnpgspgupgypgzphaphdphgphhphiphjphkphlphmphnphophqphrphtphuphv\
    phwpi piapibpicpidpiepifpigpihpiipijpilpimpinpiopippirpispitpiupivpiwpixpiypizpjtpkapkbpkcpkgpkh\
    pknpkopkppkrpkspktpkupl plaplbplcpldpleplfplgplhpljplkpllplnploplpplqplrplspltpluplvplwplyplzpma\
    pmbpmcpmdpmepmfpmhpmipmjpmkpmlpmmpmnpmopmqpmrpmspmtpmupmwpmxpmypmzpnapnbpncpndpnepngpnhpnipnjpnk\
    pnlpnmpnnpnopnppnqpnrpnspntpnupnvpnwpnxpnypnzpocpodpoepofpogpohpoipokpomponpoopoppoqpospotpovpow\
    poxpoypozppappeppippkpplppmppnppopppppqpprppspptppupqapqepqmpqwpraprbprcprdpreprfprgprhpriprkprl\
    prmprnproprpprqprrprsprtpruprwprxpryprzps psapscpsdpsepsgpshpsipslpsmpsnpsopsppsqpsrpsspstpsupsw\
    psypt ptapthptiptnptoptpptqptrpttptuptvptwptypuapubpucpudpuepufpugpuipujpukpumpuopuppuqpurputpuu\
    puwpuxpuypuzpwapwbpwgpwipwmpwnpwopwrpwwpxmpyepympynpyspyupyxpyypzepzhpznqu quaqubqucqudqufqugquh\
    quiqukqulqumqunqupquqqurqusquvquwquxquyquzqvaqvcqveqvhqviqvjqvlqvmqvnqvoqvpqvsqvwqvyqvzqwaqwcqwe\
    qwhqwmqwsqwtqxaqxcqxhqxlqxnqxoqxpqxqqxrqxsqxtqxuqxwqyaqypraarabracradrafragrahrairajrakralramran\
    raorapraqrarrasratrauravrawraxrayrazrbbrbkrblrbprcfrdbrearebreeregreirejrelremrenrerresretreyrga\
    rgergkrgnrgrrgsrgurhgrhpriaribrierifrilrimrinrirritriurjgrjirjsrkarkbrkhrkirkmrktrkwrm rmarmbrmc\
    rmdrmermfrmgrmhrmirmkrmlrmmrmnrmormprmqrmrrmsrmtrmurmvrmwrmxrmyrmzrn rnarnbrndrngrnlrnnrnprnrrnw\
    ro roarobrocrodroerofrogrolromrooroprorrourowrpnrptrrirrmrrorrtrsbrsirskrslrsmrsnrswrtcrthrtmrts\
    rtwru rubrucruerufrugruhruirukruorupruqrutruuruyruzrw rwarwkrwlrwmrworwrrxdrxwrynrysryurzhsa saa\
    sabsacsadsaesafsahsaisajsaksalsamsaosapsaqsarsassatsausavsawsaxsaysazsbasbbsbcsbdsbesbfsbgsbhsbi\
    sbjsbksblsbmsbnsbosbpsbqsbrsbssbtsbusbvsbwsbxsbysbzsc scascbscescfscgschsciscksclscnscoscpscqscs\
    sctscuscvscwscxsczsd sdasdbsdcsdesdfsdgsdhsdjsdksdlsdmsdnsdosdpsdqsdrsdssdtsdusdvsdxsdzse seaseb\
    secsedseesefsegsehseisejsekselsemsenseosepseqsersessetseusevsewseysezsfbsfesfmsfssfwsg sgasgbsgc\
    sgdsgesggsghsgisgjsgksglsgmsgnsgosgpsgrsgssgtsgusgwsgxsgysgzsh shashbshcshdsheshgshhshishjshkshl\
    shmshnshoshpshqshrshsshtshushvshwshxshyshzsi siasibsidsiesifsigsihsiisijsiksilsimsiosipsiqsirsis\
    sitsiusivsiwsixsiysizsjasjbsjcsjdsjesjgsjksjlsjmsjnsjosjpsjrsjssjtsjusjwsk skaskbskcskdskeskfskg\
    skhskiskjskkskmsknskoskpskqskrskssktskuskvskwskxskyskzsl slaslcsldsleslfslgslhslisljsllslmslnslp\
    slqslrslssltsluslwslxslyslzsm smasmbsmcsmdsmfsmgsmhsmismjsmksmlsmmsmnsmpsmqsmrsmssmtsmusmvsmwsmx\
    smysmzsn snbsncsnesnfsngsnhsnisnjsnksnlsnmsnnsnosnpsnqsnrsnssnusnvsnwsnxsnysnzso soasobsocsodsoe\
    sogsohsoisojsoksolsonsoosopsoqsorsossousovsowsoxsoysozspbspcspdspespgspispksplspmspnsposppspqspr\
    spssptspuspvspxspysq sqasqhsqjsqksqmsqnsqosqqsqrsqssqtsqusqxsr srasrbsrcsresrfsrgsrhsrisrksrlsrm\
    srnsrosrqsrrsrssrtsrusrvsrwsrxsrysrzss ssassbsscssdssessfssgsshssissjssksslssmssnssosspssqssrsss\
    sstssussvssxssysszst stastbstdstestfstgsthstistjstkstlstmstnstostpstqstrstssttstustvstwstysu sua\
    subsucsuesugsuisujsuksulsumsuosuqsursussutsuvsuwsuxsuysuzsv svasvbsvcsvesvksvmsvrsvssvxsw swbswc\
    swfswgswhswiswjswkswlswmswnswoswpswqswrswsswtswuswvswwswxswysxbsxcsxesxgsxksxlsxmsxnsxosxrsxssxu\
    sxwsyasybsycsydsyisyksylsymsynsyosyrsyssywsyxsyyszaszbszcszdszeszgszlsznszpszsszvszwszyta taatab\
    tactadtaetaftagtaitajtaktaltantaotaptaqtartastautavtawtaxtaytaztbatbbtbctbdtbetbftbgtbhtbitbjtbk\
    tbltbmtbntbotbptbqtbrtbstbttbutbvtbwtbxtbytbztcatcbtcctcdtcetcftcgtchtcitcktcltcmtcntcotcptcqtcs\
    tcttcutcwtcxtcytcztdatdbtdctddtdetdftdgtdhtditdjtdktdltdmtdntdotdqtdrtdstdttdutdvtdxtdyte teateb\
    tectedteeteftegtehteitektemtenteotepteqtertestetteutevtewtexteyteztfitfntfotfrtfttg tgatgbtgctgd\
    tgetgftggtghtgitgjtgntgotgptgqtgrtgstgttgutgvtgwtgxtgytgzth thcthdthethfthhthithkthlthmthnthpthq\
    thrthsthtthuthvthwthxthythzti tiatictidtietiftigtihtiitijtiktiltimtintiotiptiqtistittiutivtiwtix\
    tiytiztjatjgtjitjjtjltjmtjntjotjptjstjutjwtk tkatkbtkdtketkftkgtkktkltkmtkntkptkqtkrtkstkttkutkv\
    tkwtkxtkztl tlatlbtlctldtlftlgtlhtlitljtlktlltlmtlntlotlptlqtlrtlstlttlutlvtlwtlxtlytmatmbtmctmd\
    tmetmftmgtmhtmitmjtmktmltmmtmntmotmptmqtmrtmstmttmutmvtmwtmytmztn tnatnbtnctndtnetnftngtnhtnitnk\
    tnltnmtnntnotnptnqtnrtnstnttnutnvtnwtnxtnytnzto tobtoctodtoetoftogtohtoitojtoktoltomtootoptoqtor\
    tostoutovtowtoxtoytoztpatpctpetpftpgtpitpjtpktpltpmtpntpotpptpqtprtpttputpvtpwtpxtpytpztqbtqltqm\
    tqntqotqptqqtqrtqttqutqwtr tratrbtrctrdtretrftrgtrhtritrjtrktrltrmtrntrotrptrqtrrtrstrttrutrvtrw\
    trxtrytrzts tsatsbtsctsdtsetsftsgtshtsitsjtsktsltsmtsptsqtsrtsststtsutsvtswtsxtsytsztt ttattbttc\
    ttdttettfttgtthttittjttkttlttmttnttottpttqttrttstttttuttvttwttyttztuatubtuctudtuetuftugtuhtuituj\
    tultumtuntuotuptuqtustuttuutuvtuwtuxtuytuztvatvdtvetvgtvitvktvltvmtvntvotvstvttvutvwtvxtvytw twa\
    twbtwctwdtwetwftwgtwhtwltwmtwntwotwptwqtwrtwttwutwwtwxtwytxatxbtxctxetxgtxhtxitxjtxmtxntxotxqtxr\
    txstxttxutxxtxyty tyatyetyhtyityjtyltyntyptyrtystyttyutyvtyxtyytyztzatzhtzjtzltzmtzntzotzxuamuan\
    uarubaubiublubrubuubyudaudeudgudiudjudludmuduuesufiug ugaugbugeughugnugougyuhauhnuisuivujiuk uka\
    ukgukhukiukkuklukpukquksukuukvukwukyulaulbulculeulfuliulkullulmulnuluulwulyumaumbumcumdumgumiumm\
    umnumoumpumrumsumuunaunduneunguniunkunmunnunpunrunuunxunzuokuonupiupvur uraurburcureurfurgurhuri\
    urjurkurlurmurnurourpurrurturuurvurwurxuryurzusaushusiuskuspussusuutauteuthutputrutuuumuunuuruuu\
    uveuvhuvluwauyauz uznuzsvaavaevafvagvahvaivajvalvamvanvaovapvarvasvauvavvayvbbvbkve vecvedvelvem\
    veovepvervgrvgtvi vicvidvifvigvilvinvisvitvivvjkvkavkivkjvkkvklvkmvknvkovkpvktvkuvkzvlpvlsvmavmb\
    vmcvmdvmevmfvmgvmhvmivmjvmkvmlvmmvmpvmqvmrvmsvmuvmvvmwvmxvmyvmzvnkvnmvnpvo vorvotvravrovrsvrtvsi\
    vslvsnvsvvtovumvunvutvwawa waawabwacwadwaewafwagwahwaiwajwakwalwamwanwaowapwaqwarwaswatwauwavwaw\
    waxwaywazwbawbbwbewbfwbhwbiwbjwbkwblwbmwbpwbqwbrwbswbtwbvwbwwcawciwddwdgwdjwdkwdtwduwdyweawecwed\
    wegwehweiwemwenweowepwerweswetweuwewwfgwgawgbwggwgiwgowguwgwwgywhawhgwhkwhuwibwicwiewifwigwihwii\
    wijwikwilwimwinwirwitwiuwivwiwwiywjawjiwkawkbwkdwklwkrwkuwkwwkywlawlcwlewlgwlhwliwlkwllwlmwlowlr\
    wlswluwlvwlwwlxwlywmawmbwmcwmdwmewmgwmhwmiwmmwmnwmowmswmtwmwwmxwnbwncwndwnewngwniwnkwnmwnnwnownp\
    wnuwnwwnywo woawobwocwodwoewofwogwoiwokwomwonwooworwoswowwoywpcwrawrbwrdwrgwrhwriwrkwrlwrmwrnwro\
    wrpwrrwrswruwrvwrwwrxwrywrzwsawsgwsiwskwsrwsswsuwsvwtbwtfwthwtiwtkwtmwtwwuawubwudwuhwulwumwunwur\
    wutwuuwuvwuxwuywwawwbwwowwrwwwwxawxwwyawybwyiwymwynwyrwyyxaaxabxacxadxaexagxaixajxakxalxamxanxao\
    xapxaqxarxasxatxauxavxawxayxbaxbbxbcxbdxbexbgxbixbjxbmxbnxboxbpxbrxbwxbxxbyxcbxccxcexcgxchxclxcm\
    xcnxcoxcrxctxcuxcvxcwxcyxdaxdcxdkxdmxdoxdqxdyxebxedxegxelxemxepxerxesxetxeuxfaxgaxgbxgdxgfxggxgi\
    xglxgmxgnxgrxguxgwxh xhaxhcxhdxhexhmxhrxhtxhuxhvxiaxibxiixilxinxipxirxisxivxiyxjbxjtxkaxkbxkcxkd\
    xkexkfxkgxkhxkixkjxkkxklxknxkoxkpxkqxkrxksxktxkuxkvxkwxkxxkyxkzxlaxlbxlcxldxlexlgxlixlnxloxlpxls\
    xluxlyxmaxmbxmcxmdxmexmfxmgxmhxmjxmkxmlxmmxmnxmoxmpxmqxmrxmsxmtxmuxmvxmwxmxxmyxmzxnaxnbxndxngxnh\
    xnixnjxnkxnmxnnxnoxnqxnrxnsxntxnuxnyxnzxocxodxogxoixokxomxonxooxopxorxowxpaxpbxpcxpdxpexpfxpgxph\
    xpixpjxpkxplxpmxpnxpoxppxpqxprxpsxptxpuxpvxpwxpxxpyxpzxqaxqtxraxrbxrdxrexrgxrixrmxrnxrqxrrxrtxru\
    xrwxsaxsbxscxsdxsexshxsixsjxslxsmxsnxsoxspxsqxsrxssxsuxsvxsyxtaxtbxtcxtdxtextgxthxtixtjxtlxtmxtn\
    xtoxtpxtqxtrxtsxttxtuxtvxtwxtyxtzxuaxubxudxugxujxulxumxunxuoxupxurxutxuuxvexvixvnxvoxvsxwaxwcxwd\
    xwexwgxwjxwkxwlxwoxwrxwtxwwxxbxxkxxmxxrxxtxyaxybxyjxykxylxytxyyxzhxzmxzpyaayabyacyadyaeyafyagyah\
    yaiyajyakyalyamyanyaoyapyaqyaryasyatyauyavyawyaxyayyazybaybbybdybeybhybiybjybkyblybmybnyboybxyby\
    ychyclycnycpycrydayddydeydgydkydsyeayecyeeyeiyejyelyenyeryesyetyeuyevyeyygaygiyglygmygpygrygsygu\
    ygwyhayhdyhlyhsyi yiayifyigyihyiiyijyikyilyimyinyipyiqyiryisyityiuyivyixyiyyizykaykgykhykiykkykl\
    ykmyknykoykryktykuykyylaylbyleylgyliyllylmylnyloylryluylyymaymbymcymdymeymgymhymiymkymlymmymnymo\
    ympymqymrymsymtymxymzynaynbyndyneyngynhynkynlynnynoynqynsynuyo yobyogyoiyokyolyomyonyosyotyoxyoy\
    ypaypbypgyphypkypmypnypoyppypzyrayrbyreyriyrkyrlyrmyrnyroyrsyrwyryyscysdysgyslysmysnysoyspysryss\
    ysyytaytlytpytwytyyuayubyucyudyueyufyugyuiyujyukyulyumyunyupyuqyuryutyuuyuwyuxyuyyuzyvayvtywaywg\
    ywlywnywqywrywtywuywwyxayxgyxlyxmyxuyxyyyryyuyyzyzgyzkza zaazabzaczadzaezafzagzahzaizajzakzalzam\
    zaozapzaqzarzaszatzauzavzawzaxzayzazzbazbczbezblzbtzbuzbwzcazcdzchzdjzeazegzehzemzenzgazgbzghzgm\
    zgnzgrzh zhbzhdzhizhkzhnzhwzhxziazibzikzilzimzinzirziwzizzkazkbzkdzkgzkhzkkzknzkozkpzkrzktzkuzkv\
    zkzzlazlezljzlmzlnzlqzlszluzlwzmazmbzmczmdzmezmfzmgzmhzmizmjzmkzmlzmmzmnzmozmpzmqzmrzmszmtzmuzmv\
    zmwzmxzmyzmzznazndznezngznkznszoczohzomzoozoqzorzoszpazpbzpczpdzpezpfzpgzphzpizpjzpkzplzpmzpnzpo\
    zppzpqzprzpszptzpuzpvzpwzpxzpyzpzzqezrazrgzrnzrozrpzrszsazskzslzsmzsrzsuzteztgztlztmztnztpztqzts\
    zttztuztxztyzu zuazuhzumzunzuyzwazxxzybzygzyjzynzypzzazzj\
";

/// Sorted cells of 4 bytes each.
pub(super) const SCRIPTS: &str = "\
    AdlmAfakAghbAhomArabAranArmiArmnAvstBaliBamuBassBatkBengBerfBhksBlisBopoBrahBraiBugiBuhdCakmCans\
    CariChamCherChisChrsCirtCoptCpmnCprtCyrlCyrsDevaDiakDogrDsrtDuplEgydEgyhEgypElbaElymEthiGaraGeok\
    GeorGlagGongGonmGothGranGrekGujrGukhGuruHanbHangHaniHanoHansHantHatrHebrHiraHluwHmngHmnpHntlHrkt\
    HungIndsItalJamoJavaJpanJurcKaliKanaKawiKharKhmrKhojKitlKitsKndaKoreKpelKraiKthiLanaLaooLatfLatg\
    LatnLekeLepcLimbLinaLinbLisuLomaLyciLydiMahjMakaMandManiMarcMayaMedfMendMercMeroMlymModiMongMoon\
    MrooMteiMultMymrNagmNandNarbNbatNewaNkdbNkgbNkooNshuOgamOlckOnaoOrkhOryaOsgeOsmaOugrPalmPaucPcun\
    PelmPermPhagPhliPhlpPhlvPhnxPiqdPlrdPrtiPsinRanjRjngRohgRoroRunrSamrSaraSarbSaurSealSgnwShawShrd\
    ShuiSiddSidtSindSinhSogdSogoSoraSoyoSundSunuSyloSyrcSyreSyrjSyrnTagbTakrTaleTaluTamlTangTavtTayo\
    TeluTengTfngTglgThaaThaiTibtTirhTnsaTodrTolsTotoTutgUgarVaiiVispVithWaraWchoWoleXpeoXsuxYeziYiii\
    ZanbZinhZmthZsyeZsymZxxxZyyyZzzz\
";

/// Sorted cells of 3 bytes each.
pub(super) const REGIONS: &str = "\
    001002003005009011013014015017018019021029030034035039053054057061142143145150151154155202419AA \
    AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CS CU CV CW CX CY CZ DD DE \
    DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF GG GH GI GL \
    GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE \
    KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN \
    MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SU \
    SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE \
    VG VI VN VU WF WS YD YE YT YU ZA ZM ZR ZW ZZ \
";

/// Sorted.
pub(super) const VARIANTS: &[&str] = &[
    "1606nict",
    "1694acad",
    "1901",
    "1959acad",
    "1994",
    "1996",
    "abl1943",
    "akhmimic",
    "akuapem",
    "alalc97",
    "aluku",
    "anpezo",
    "ao1990",
    "aranes",
    "arevela",
    "arevmda",
    "arkaika",
    "asante",
    "auvern",
    "baku1926",
    "balanka",
    "barla",
    "basiceng",
    "bauddha",
    "bciav",
    "bcizbl",
    "biscayan",
    "biske",
    "blasl",
    "bohairic",
    "bohoric",
    "boont",
    "bornholm",
    "cisaup",
    "colb1945",
    "cornu",
    "creiss",
    "dajnko",
    "ekavsk",
    "emodeng",
    "fascia",
    "fayyumic",
    "fodom",
    "fonipa",
    "fonkirsh",
    "fonnapa",
    "fonupa",
    "fonxsamp",
    "gallo",
    "gascon",
    "gherd",
    "grclass",
    "grital",
    "grmistr",
    "hanoi",
    "hepburn",
    "heploc",
    "hognorsk",
    "hsistemo",
    "huett",
    "ijekavsk",
    "itihasa",
    "ivanchov",
    "jauer",
    "jyutping",
    "kkcor",
    "kleinsch",
    "kociewie",
    "kscor",
    "laukika",
    "leidentr",
    "lemosin",
    "lengadoc",
    "lipaw",
    "ltg1929",
    "ltg2007",
    "luna1918",
    "lycopol",
    "mdcegyp",
    "mdctrans",
    "mesokem",
    "metelko",
    "moderat",
    "monoton",
    "ndyuka",
    "nedis",
    "newfound",
    "nicard",
    "njiva",
    "nulik",
    "osojs",
    "oxendict",
    "pahawh2",
    "pahawh3",
    "pahawh4",
    "pamaka",
    "peano",
    "pehoeji",
    "petr1708",
    "pinyin",
    "polyton",
    "provenc",
    "puter",
    "radikalt",
    "rigik",
    "rozaj",
    "rumgr",
    "sahidic",
    "saigon",
    "scotland",
    "scouse",
    "simple",
    "slepe",
    "solba",
    "sotav",
    "spanglis",
    "stadi",
    "surmiran",
    "sursilv",
    "sutsilv",
    "synnejyl",
    "taglish",
    "tailo",
    "tarask",
    "tongyong",
    "tunumiit",
    "uccor",
    "ucrcor",
    "ulster",
    "unifon",
    "vaidika",
    "valbadia",
    "valencia",
    "vallader",
    "vecdruka",
    "viennese",
    "vivaraup",
    "wadegile",
    "xsistemo",
];

/// Sorted extended languages, each with its prefix. The registry prefers the subtag without the prefix.
pub(super) const EXTENDED_LANGUAGES: &[(&str, &str)] = &[
    ("aao", "ar"),
    ("abh", "ar"),
    ("abv", "ar"),
    ("acm", "ar"),
    ("acq", "ar"),
    ("acw", "ar"),
    ("acx", "ar"),
    ("acy", "ar"),
    ("adf", "ar"),
    ("ads", "sgn"),
    ("aeb", "ar"),
    ("aec", "ar"),
    ("aed", "sgn"),
    ("aen", "sgn"),
    ("afb", "ar"),
    ("afg", "sgn"),
    ("ajp", "ar"),
    ("ajs", "sgn"),
    ("apc", "ar"),
    ("apd", "ar"),
    ("arb", "ar"),
    ("arq", "ar"),
    ("ars", "ar"),
    ("ary", "ar"),
    ("arz", "ar"),
    ("ase", "sgn"),
    ("asf", "sgn"),
    ("asp", "sgn"),
    ("asq", "sgn"),
    ("asw", "sgn"),
    ("auz", "ar"),
    ("avl", "ar"),
    ("ayh", "ar"),
    ("ayl", "ar"),
    ("ayn", "ar"),
    ("ayp", "ar"),
    ("bbz", "ar"),
    ("bfi", "sgn"),
    ("bfk", "sgn"),
    ("bjn", "ms"),
    ("bog", "sgn"),
    ("bqn", "sgn"),
    ("bqy", "sgn"),
    ("btj", "ms"),
    ("bve", "ms"),
    ("bvl", "sgn"),
    ("bvu", "ms"),
    ("bzs", "sgn"),
    ("cdo", "zh"),
    ("cds", "sgn"),
    ("cjy", "zh"),
    ("cmn", "zh"),
    ("cnp", "zh"),
    ("coa", "ms"),
    ("cpx", "zh"),
    ("csc", "sgn"),
    ("csd", "sgn"),
    ("cse", "sgn"),
    ("csf", "sgn"),
    ("csg", "sgn"),
    ("csl", "sgn"),
    ("csn", "sgn"),
    ("csp", "zh"),
    ("csq", "sgn"),
    ("csr", "sgn"),
    ("csx", "sgn"),
    ("czh", "zh"),
    ("czo", "zh"),
    ("doq", "sgn"),
    ("dse", "sgn"),
    ("dsl", "sgn"),
    ("dsz", "sgn"),
    ("dup", "ms"),
    ("dyl", "sgn"),
    ("ecs", "sgn"),
    ("ehs", "sgn"),
    ("esl", "sgn"),
    ("esn", "sgn"),
    ("eso", "sgn"),
    ("eth", "sgn"),
    ("fcs", "sgn"),
    ("fse", "sgn"),
    ("fsl", "sgn"),
    ("fss", "sgn"),
    ("gan", "zh"),
    ("gds", "sgn"),
    ("gom", "kok"),
    ("gse", "sgn"),
    ("gsg", "sgn"),
    ("gsm", "sgn"),
    ("gss", "sgn"),
    ("gus", "sgn"),
    ("hab", "sgn"),
    ("haf", "sgn"),
    ("hak", "zh"),
    ("hds", "sgn"),
    ("hji", "ms"),
    ("hks", "sgn"),
    ("hnm", "zh"),
    ("hos", "sgn"),
    ("hps", "sgn"),
    ("hsh", "sgn"),
    ("hsl", "sgn"),
    ("hsn", "zh"),
    ("icl", "sgn"),
    ("iks", "sgn"),
    ("ils", "sgn"),
    ("inl", "sgn"),
    ("ins", "sgn"),
    ("ise", "sgn"),
    ("isg", "sgn"),
    ("isr", "sgn"),
    ("jak", "ms"),
    ("jax", "ms"),
    ("jcs", "sgn"),
    ("jhs", "sgn"),
    ("jks", "sgn"),
    ("jls", "sgn"),
    ("jos", "sgn"),
    ("jsl", "sgn"),
    ("jus", "sgn"),
    ("kgi", "sgn"),
    ("knn", "kok"),
    ("kvb", "ms"),
    ("kvk", "sgn"),
    ("kvr", "ms"),
    ("kxd", "ms"),
    ("lbs", "sgn"),
    ("lce", "ms"),
    ("lcf", "ms"),
    ("lgs", "sgn"),
    ("liw", "ms"),
    ("lls", "sgn"),
    ("lsb", "sgn"),
    ("lsc", "sgn"),
    ("lsg", "sgn"),
    ("lsl", "sgn"),
    ("lsn", "sgn"),
    ("lso", "sgn"),
    ("lsp", "sgn"),
    ("lst", "sgn"),
    ("lsv", "sgn"),
    ("lsw", "sgn"),
    ("lsy", "sgn"),
    ("ltg", "lv"),
    ("luh", "zh"),
    ("lvs", "lv"),
    ("lws", "sgn"),
    ("lzh", "zh"),
    ("max", "ms"),
    ("mdl", "sgn"),
    ("meo", "ms"),
    ("mfa", "ms"),
    ("mfb", "ms"),
    ("mfs", "sgn"),
    ("min", "ms"),
    ("mnp", "zh"),
    ("mqg", "ms"),
    ("mre", "sgn"),
    ("msd", "sgn"),
    ("msi", "ms"),
    ("msr", "sgn"),
    ("mui", "ms"),
    ("mzc", "sgn"),
    ("mzg", "sgn"),
    ("mzy", "sgn"),
    ("nan", "zh"),
    ("nbs", "sgn"),
    ("ncs", "sgn"),
    ("nsi", "sgn"),
    ("nsl", "sgn"),
    ("nsp", "sgn"),
    ("nsr", "sgn"),
    ("nzs", "sgn"),
    ("okl", "sgn"),
    ("orn", "ms"),
    ("ors", "ms"),
    ("pel", "ms"),
    ("pga", "ar"),
    ("pgz", "sgn"),
    ("pks", "sgn"),
    ("prl", "sgn"),
    ("prz", "sgn"),
    ("psc", "sgn"),
    ("psd", "sgn"),
    ("pse", "ms"),
    ("psg", "sgn"),
    ("psl", "sgn"),
    ("pso", "sgn"),
    ("psp", "sgn"),
    ("psr", "sgn"),
    ("pys", "sgn"),
    ("rib", "sgn"),
    ("rms", "sgn"),
    ("rnb", "sgn"),
    ("rsi", "sgn"),
    ("rsl", "sgn"),
    ("rsm", "sgn"),
    ("rsn", "sgn"),
    ("sdl", "sgn"),
    ("sfb", "sgn"),
    ("sfs", "sgn"),
    ("sgg", "sgn"),
    ("sgx", "sgn"),
    ("shu", "ar"),
    ("sjc", "zh"),
    ("slf", "sgn"),
    ("sls", "sgn"),
    ("sqk", "sgn"),
    ("sqs", "sgn"),
    ("sqx", "sgn"),
    ("ssh", "ar"),
    ("ssp", "sgn"),
    ("ssr", "sgn"),
    ("svk", "sgn"),
    ("swc", "sw"),
    ("swh", "sw"),
    ("swl", "sgn"),
    ("syy", "sgn"),
    ("szs", "sgn"),
    ("tmw", "ms"),
    ("tse", "sgn"),
    ("tsm", "sgn"),
    ("tsq", "sgn"),
    ("tss", "sgn"),
    ("tsy", "sgn"),
    ("tza", "sgn"),
    ("ugn", "sgn"),
    ("ugy", "sgn"),
    ("ukl", "sgn"),
    ("uks", "sgn"),
    ("urk", "ms"),
    ("uzn", "uz"),
    ("uzs", "uz"),
    ("vgt", "sgn"),
    ("vkk", "ms"),
    ("vkt", "ms"),
    ("vsi", "sgn"),
    ("vsl", "sgn"),
    ("vsv", "sgn"),
    ("wbs", "sgn"),
    ("wuu", "zh"),
    ("xki", "sgn"),
    ("xml", "sgn"),
    ("xmm", "ms"),
    ("xms", "sgn"),
    ("yds", "sgn"),
    ("ygs", "sgn"),
    ("yhs", "sgn"),
    ("ysl", "sgn"),
    ("ysm", "sgn"),
    ("yue", "zh"),
    ("zhk", "sgn"),
    ("zib", "sgn"),
    ("zlm", "ms"),
    ("zmi", "ms"),
    ("zsl", "sgn"),
    ("zsm", "ms"),
];

/// The first and the last subtag of each range.
pub(super) const PRIVATE_USE: &[(&str, &str)] = &[
    ("QM", "QZ"),
    ("Qaaa", "Qabx"),
    ("XA", "XZ"),
    ("qaa", "qtz"),
];

/// Sorted grandfathered tags, which are registered only as a whole and are not deprecated.
pub(super) const GRANDFATHERED: &[&str] = &[
    "i-default",
    "i-mingo",
];

/// Sorted subtags and whole tags that are deprecated, each with its replacement, if there is one.
pub(super) const DEPRECATED: &[(&str, Option<&str>)] = &[
    ("AN", None),
    ("BU", Some("MM")),
    ("CS", None),
    ("DD", Some("DE")),
    ("FX", Some("FR")),
    ("NT", None),
    ("SU", None),
    ("TP", Some("TL")),
    ("YD", Some("YE")),
    ("YU", None),
    ("ZR", Some("CD")),
    ("aam", Some("aas")),
    ("adp", Some("dz")),
    ("agp", None),
    ("ais", None),
    ("ajp", Some("apc")),
    ("ajt", Some("aeb")),
    ("aoh", None),
    ("arevela", None),
    ("arevmda", None),
    ("art-lojban", Some("jbo")),
    ("asd", Some("snz")),
    ("aue", Some("ktz")),
    ("ayx", Some("nun")),
    ("ayy", None),
    ("baz", None),
    ("bbz", None),
    ("bgm", Some("bcg")),
    ("bh", Some("bih")),
    ("bhk", None),
    ("bic", Some("bir")),
    ("bij", None),
    ("bjd", Some("drl")),
    ("bjq", None),
    ("bkb", None),
    ("blg", Some("iba")),
    ("bmy", None),
    ("bpb", None),
    ("btb", None),
    ("btl", None),
    ("bxx", None),
    ("byy", None),
    ("cbe", None),
    ("cbh", None),
    ("cca", None),
    ("ccq", Some("rki")),
    ("cdg", None),
    ("cel-gaulish", None),
    ("cjr", Some("mom")),
    ("cka", Some("cmr")),
    ("cmk", Some("xch")),
    ("coy", Some("pij")),
    ("cqu", Some("quh")),
    ("cug", None),
    ("cum", None),
    ("daf", None),
    ("dap", None),
    ("dek", Some("sqm")),
    ("dgu", None),
    ("dha", None),
    ("dit", Some("dif")),
    ("djl", None),
    ("dkl", None),
    ("drh", Some("khk")),
    ("drr", Some("kzk")),
    ("drw", Some("prs")),
    ("dud", None),
    ("duj", None),
    ("dwl", None),
    ("ekc", None),
    ("elp", None),
    ("emo", None),
    ("en-GB-oed", Some("en-GB-oxendict")),
    ("gav", Some("dev")),
    ("gbc", None),
    ("gfx", Some("vaj")),
    ("ggn", Some("gvr")),
    ("ggo", None),
    ("ggr", None),
    ("gio", None),
    ("gji", None),
    ("gli", Some("kzk")),
    ("gti", Some("nyc")),
    ("guv", Some("duz")),
    ("heploc", Some("alalc97")),
    ("hrr", Some("jal")),
    ("i-ami", Some("ami")),
    ("i-bnn", Some("bnn")),
    ("i-enochian", None),
    ("i-hak", Some("hak")),
    ("i-klingon", Some("tlh")),
    ("i-lux", Some("lb")),
    ("i-navajo", Some("nv")),
    ("i-pwn", Some("pwn")),
    ("i-tao", Some("tao")),
    ("i-tay", Some("tay")),
    ("i-tsu", Some("tsu")),
    ("iap", None),
    ("ibi", Some("opa")),
    ("ill", None),
    ("ilw", Some("gal")),
    ("ime", None),
    ("in", Some("id")),
    ("iw", Some("he")),
    ("izi", None),
    ("jar", None),
    ("jeg", Some("oyb")),
    ("ji", Some("yi")),
    ("jw", Some("jv")),
    ("kbf", None),
    ("kdv", None),
    ("kgc", Some("tdf")),
    ("kgd", None),
    ("kgh", Some("kml")),
    ("kgm", Some("plu")),
    ("kjf", None),
    ("koj", Some("kwv")),
    ("kox", None),
    ("kpp", None),
    ("krm", Some("bmf")),
    ("ksa", None),
    ("ktr", Some("dtp")),
    ("kvs", Some("gdj")),
    ("kwq", Some("yam")),
    ("kxe", Some("tvd")),
    ("kxl", Some("kru")),
    ("kxu", None),
    ("kzh", None),
    ("kzj", Some("dtp")),
    ("kzt", Some("dtp")),
    ("lak", Some("ksp")),
    ("laukika", None),
    ("lba", None),
    ("leg", None),
    ("lii", Some("raq")),
    ("llo", Some("ngt")),
    ("lmm", Some("rmx")),
    ("lmz", None),
    ("lno", None),
    ("lsg", None),
    ("meg", Some("cir")),
    ("mgx", None),
    ("mhh", None),
    ("mja", None),
    ("mld", None),
    ("mnt", None),
    ("mo", Some("ro")),
    ("mof", None),
    ("mrd", Some("mgp")),
    ("mst", Some("mry")),
    ("mvm", None),
    ("mwd", None),
    ("mwj", Some("vaj")),
    ("mwx", None),
    ("mwy", None),
    ("myd", Some("aog")),
    ("myi", None),
    ("myq", None),
    ("myt", Some("mry")),
    ("nad", Some("xny")),
    ("nbf", None),
    ("nbx", None),
    ("ncp", Some("kdz")),
    ("ngo", None),
    ("nln", None),
    ("nlr", None),
    ("nns", Some("nbr")),
    ("nnx", Some("ngv")),
    ("no-bok", Some("nb")),
    ("no-nyn", Some("nn")),
    ("nom", Some("cbr")),
    ("noo", None),
    ("nte", Some("eko")),
    ("nts", Some("pij")),
    ("nxu", Some("bpp")),
    ("ome", None),
    ("oun", Some("vaj")),
    ("pat", Some("kxr")),
    ("pbz", None),
    ("pcr", Some("adx")),
    ("pgy", None),
    ("pii", None),
    ("plj", None),
    ("plp", None),
    ("pmc", Some("huw")),
    ("pmk", Some("crr")),
    ("pmu", Some("phr")),
    ("pod", None),
    ("ppa", Some("bfy")),
    ("ppr", Some("lcq")),
    ("prb", None),
    ("prp", Some("gu")),
    ("pry", Some("prt")),
    ("puk", None),
    ("puz", Some("pub")),
    ("rie", None),
    ("rmr", None),
    ("rna", None),
    ("rsi", None),
    ("sap", None),
    ("sca", Some("hle")),
    ("sdm", None),
    ("sgl", None),
    ("sgn-BE-FR", Some("sfb")),
    ("sgn-BE-NL", Some("vgt")),
    ("sgn-BR", Some("bzs")),
    ("sgn-CH-DE", Some("sgg")),
    ("sgn-CO", Some("csn")),
    ("sgn-DE", Some("gsg")),
    ("sgn-DK", Some("dsl")),
    ("sgn-ES", Some("ssp")),
    ("sgn-FR", Some("fsl")),
    ("sgn-GB", Some("bfi")),
    ("sgn-GR", Some("gss")),
    ("sgn-IE", Some("isg")),
    ("sgn-IT", Some("ise")),
    ("sgn-JP", Some("jsl")),
    ("sgn-MX", Some("mfs")),
    ("sgn-NI", Some("ncs")),
    ("sgn-NL", Some("dse")),
    ("sgn-NO", Some("nsl")),
    ("sgn-PT", Some("psr")),
    ("sgn-SE", Some("swl")),
    ("sgn-US", Some("ase")),
    ("sgn-ZA", Some("sfs")),
    ("sgo", None),
    ("shl", Some("mrh")),
    ("skk", Some("oyb")),
    ("slq", None),
    ("smd", Some("kmb")),
    ("snb", Some("iba")),
    ("snh", None),
    ("sul", None),
    ("sum", None),
    ("svr", None),
    ("szd", Some("umi")),
    ("tbb", None),
    ("tdu", Some("dtp")),
    ("tgg", None),
    ("thc", Some("tpo")),
    ("thw", Some("ola")),
    ("thx", Some("oyb")),
    ("tid", None),
    ("tie", Some("ras")),
    ("tkk", Some("twm")),
    ("tlw", Some("weo")),
    ("tmk", Some("tdg")),
    ("tmp", Some("tyj")),
    ("tne", Some("kak")),
    ("tnf", Some("prs")),
    ("toe", None),
    ("tpw", Some("tpn")),
    ("tsf", Some("taj")),
    ("unp", None),
    ("uok", Some("ema")),
    ("uun", None),
    ("vaidika", None),
    ("vki", None),
    ("wgw", None),
    ("wit", None),
    ("wiw", None),
    ("wra", None),
    ("wrd", None),
    ("wya", None),
    ("xba", Some("cax")),
    ("xbx", None),
    ("xia", Some("acn")),
    ("xip", None),
    ("xkh", Some("waw")),
    ("xrq", Some("dmw")),
    ("xss", Some("zko")),
    ("xtz", None),
    ("ybd", Some("rki")),
    ("yds", None),
    ("yen", None),
    ("yiy", None),
    ("yma", Some("lrr")),
    ("ymt", Some("mtm")),
    ("ynh", None),
    ("yol", Some("enm")),
    ("yos", Some("zom")),
    ("yri", None),
    ("yuu", Some("yug")),
    ("zh-cmn", Some("cmn")),
    ("zh-cmn-Hans", Some("cmn-Hans")),
    ("zh-cmn-Hant", Some("cmn-Hant")),
    ("zh-gan", Some("gan")),
    ("zh-guoyu", Some("cmn")),
    ("zh-hakka", Some("hak")),
    ("zh-min", None),
    ("zh-min-nan", Some("nan")),
    ("zh-wuu", Some("wuu")),
    ("zh-xiang", Some("hsn")),
    ("zh-yue", Some("yue")),
    ("zir", Some("scv")),
    ("zkb", Some("kjh")),
    ("zua", None),
];
