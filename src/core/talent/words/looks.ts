/** How somebody looks and what somebody is like. */
export const LOOKS: Record<string, string> = {
  hair: "baal kes hairstyle",
  beard: "bearded dadhi daadhi dadhiwala stubble",
  moustache: "mustache moonchh mishi muchh",
  bald: "ganja takla takkal hairless shaved+head mundan munda+sir saaf+sir tonsured kes+nasalela",
  "curly hair": "curly ringlets frizzy ghunghrale+baal ghunghrale kurle kurlya kurle+kes laharadar+baal lahardar wavy",
  "grey hair":
    "gray+hair grey+haired salt+pepper salt+and+pepper silver+hair silver+haired white+hair safed+baal pake+baal pandhre+kes piklele+kes pandhare+kes grey",
  "long hair": "lambe+baal lamb+kes",
  tall: "lamba lambi unch unchpura lanky six+feet lamba+kad lambi+height kad+kathi uncha lamb lamb+bandha",
  short: "chhota+kad nata buttu thingu petite",
  plump:
    "chubby heavy+build fat mota moti jaad jada gol+matol golmatol bhaari+badan sthul gubgubit plus+size overweight curvy stout healthy+build",
  thin: "slim lean dubla patla patli barik skinny slender sadpatal",
  muscular:
    "six+pack gym gathila gathila+badan bodybuilder body+builder bodi+bildar pildar pildar+sharir baldand athletic fit+body pehelwani+badan pehalwani+sharir ripped vyayampatu sudol kasartari beefy",
  dusky:
    "dark+skin dark+skinned dark+complexion sanwla sanwli savla savli gehuan gehua gavhal wheatish brown+skin shyam kala",
  fair: "gora gori gori+twacha light+skin",
  freckles: "moles til",
  spectacles: "glasses specs chashma chashmish chashme chashmewala bespectacled chasme",
  scar: "scarred zakhm+nishan nishan vran khoon+khuna wound+mark chehre+nishan khun",
  tattoo: "tattooed tattoos taitu tetu tattu inked godna gondan ink",
  dimples: "dimple khali gaal+khadda",
  handsome: "good+looking sundar dekhna deskhana rubabdar",
  beautiful: "pretty khubsurat sundar sundari dekhani gorgeous",
  glamorous: "glam stylish sexy hot mohak",
  elegant: "classy graceful shalin shaleen dignified regal poised aristocratic",
  rugged: "rough tough rangada raangda",
  funny:
    "comic hilarious humorous comedy hasya mazakiya mazaakiya hasane hansane vinodi hasyakar hasavnara hasvanara gamtishir gamatishir mazedar witty humour humor hasmukh",
  menacing:
    "sinister frightening scary khatarnak daravna khaufnaak bhayanak bhayankar bhitidayak khunshi creepy threatening dangerous terrifying evil",
  shy: "timid introvert introverted sharmila sharmeela lajalu bujra sankochi antarmukhi abol reserved quiet chup+chaap chupchap shant bashful",
  warm: "affectionate kind kind+hearted good+hearted loving caring tender mamta mamtamayi mamta+bhara dayalu dayaalu premal mayalu snehi snehal pyaara pyara maternal fatherly gentle",
  lively:
    "energetic bubbly bubbly+girl vivacious full+life chulbula chulbuli zindadil jindadil josheela joshila utsahi avkhal khodkar masti mischievous naughty shararti natkhat spirited bindaas",
  angry:
    "hot+tempered short+fuse short+tempered gussa gussail gussewala gusse krodhi ragit ragavlela tapat santapi garam+mizaaj aggressive temper rage fiery",
  sad: "melancholic melancholy heartbroken tragic udas udaas dukhi gamgeen khinn dukkhi sorrowful gloomy broken depressed",
  innocent:
    "naive simple simple+hearted bhola bholi bhola+bhala masoom niragas sadhabhola seedha saadha seedha+saadha sadhi guileless gullible",
  cunning:
    "scheming crafty sly chalaak chalak chaalbaaz chaalbaz kapti dhurt labad manipulative shrewd conniving shatir",
  strong:
    "mazboot majboot takatvar powerful bold nidar dabang dhadsi himmatwala brave bahadur courageous shoor fearless",
  serious: "gambhir sanjeeda intense grave brooding stern sakht kadak strict",
  calm: "shant soft+spoken composed patient",
  romantic: "rumani chocolate+boy lover+boy",
  sensuous: "sensual seductive madak",
  honest: "imandar pramanik sachcha",
  arrogant: "ghamandi garvishth proud snobbish snob",
  eccentric: "quirky weird ajeeb vichitra sanki vikshipt crazy mad pagal veda",
  drunk: "sharabi drunkard darudya alcoholic",
  nervous: "anxious ghabraya ghabrat",
  lazy: "aalsi aalshi",
  greedy: "lalchi lobhi",
  confident: "aatmavishwasi",
  intelligent: "smart clever hoshiyar hushar buddhiman geek nerd nerdy bookish",
  rich: "amir ameer shrimant wealthy posh",
  poor: "garib gareeb",
  urban: "shahari shehri city+type modern cosmopolitan",
  traditional: "paramparik sanskari gharelu",
  blind: "andha andhala netrahin",
  deaf: "behra bahira mute muka gunga",
  lame: "langda langada wheelchair apang disabled",
  pregnant: "garbhavati garodar",
};
