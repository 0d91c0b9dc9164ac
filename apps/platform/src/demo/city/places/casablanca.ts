/** A name in Arabic, Latin and Tifinagh letters; the last awaits a sworn translator. */
export type PlaceName = readonly [arabic: string, latin: string, tifinagh: string];

/** An arrondissement: its code, its name, and the quarters where it has an annex, in the order of their numbers. */
export interface ArrondissementData {
  readonly code: string;
  readonly name: PlaceName;
  readonly annexes: readonly PlaceName[];
}

/** A préfecture d'arrondissements (decree 2-09-319: Casablanca has eight). */
export interface PrefectureData {
  readonly key: string;
  readonly name: PlaceName;
  readonly arrondissements: readonly ArrondissementData[];
}

/** Casablanca's territory. The quarters are the city's; which of them has an annex is this demonstration's invention. */
export const casablanca: readonly PrefectureData[] = [
  {
    key: 'anfa',
    name: ['الدار البيضاء أنفا', 'Casablanca-Anfa', 'ⵜⵉⴳⵎⵎⵉ ⵜⵓⵎⵍⵉⵍⵜ ⴰⵏⴼⴰ'],
    arrondissements: [
      {
        code: 'ANF',
        name: ['أنفا', 'Anfa', 'ⴰⵏⴼⴰ'],
        annexes: [
          ['بوركون', 'Bourgogne', 'ⴱⵓⵔⴳⵓⵏ'],
          ['راسين', 'Racine', 'ⵔⴰⵙⵉⵏ'],
          ['غوتييه', 'Gauthier', 'ⴳⵓⵜⵢⵉ'],
          ['عين الذئاب', 'Aïn Diab', 'ⵄⵉⵏ ⴷⵢⴰⴱ'],
          ['الهنك', 'El Hank', 'ⵍⵀⴰⵏⴽ'],
          ['أنفا العليا', 'Anfa Supérieur', 'ⴰⵏⴼⴰ ⵓⴼⵍⵍⴰ'],
          ['السندباد', 'Sindibad', 'ⵙⵉⵏⴷⵉⴱⴰⴷ'],
        ],
      },
      {
        code: 'MAA',
        name: ['المعاريف', 'Maârif', 'ⵍⵎⵄⴰⵔⵉⴼ'],
        annexes: [
          ['بئر أنزران', 'Bir Anzarane', 'ⴱⵉⵔ ⴰⵏⵣⴰⵔⴰⵏ'],
          ['يعقوب المنصور', 'Yacoub El Mansour', 'ⵢⵄⵇⵓⴱ ⵍⵎⵏⵚⵓⵔ'],
          ['بوسيجور', 'Beauséjour', 'ⴱⵓⵙⵉⵊⵓⵔ'],
          ['النخيل', 'Palmier', 'ⴰⴼⵔⵓⵅ'],
          ['الوازيس', 'Oasis', 'ⵡⴰⵣⵉⵙ'],
          ['درب غلف', 'Derb Ghallef', 'ⴷⵔⴱ ⵖⵍⵍⴼ'],
          ['فال فلوري', 'Val Fleuri', 'ⴼⴰⵍ ⴼⵍⵓⵔⵉ'],
        ],
      },
      {
        code: 'SBE',
        name: ['سيدي بليوط', 'Sidi Belyout', 'ⵙⵉⴷⵉ ⴱⵍⵢⵓⵜ'],
        annexes: [
          ['المدينة القديمة', 'Ancienne Médina', 'ⵜⴰⵎⴷⵉⵏⵜ ⵜⴰⵇⴱⵓⵔⵜ'],
          ['باب مراكش', 'Bab Marrakech', 'ⴱⴰⴱ ⵎⴰⵔⵔⴰⴽⵛ'],
          ['الحرية', 'Liberté', 'ⵜⵉⵍⴻⵍⵍⵉ'],
          ['ساحة محمد الخامس', 'Place Mohammed V', 'ⴰⵙⵙⴰⵔⴰⴳ ⵏ ⵎⵓⵃⵎⵎⴰⴷ ⵡⵉⵙ ⵙⵎⵎⵓⵙ'],
          ['درب عمر', 'Derb Omar', 'ⴷⵔⴱ ⵄⵓⵎⴰⵔ'],
          ['بوسمارة', 'Bousmara', 'ⴱⵓⵙⵎⴰⵔⴰ'],
          ['لوزيتانيا', 'Lusitania', 'ⵍⵓⵙⵉⵜⴰⵏⵉⴰ'],
        ],
      },
    ],
  },
  {
    key: 'al-fida',
    name: ['الفداء مرس السلطان', 'Al Fida–Mers Sultan', 'ⵍⴼⵉⴷⴰ–ⵎⵔⵙ ⵙⵍⵟⴰⵏ'],
    arrondissements: [
      {
        code: 'FID',
        name: ['الفداء', 'Al Fida', 'ⵍⴼⵉⴷⴰ'],
        annexes: [
          ['درب السلطان', 'Derb Sultan', 'ⴷⵔⴱ ⵙⵓⵍⵜⴰⵏ'],
          ['كراج علال', 'Garage Allal', 'ⴳⴰⵔⴰⵊ ⵄⵍⵍⴰⵍ'],
          ['الدرب الكبير', 'Derb El Kebir', 'ⴷⵔⴱ ⵍⴽⴱⵉⵔ'],
          ['بوشنتوف', 'Bouchentouf', 'ⴱⵓⵛⵏⵜⵓⴼ'],
          ['كارلوتي', 'Carlotti', 'ⴽⴰⵔⵍⵓⵜⵜⵉ'],
          ['درب الفقراء', 'Derb El Foukara', 'ⴷⵔⴱ ⵍⴼⵓⴽⴰⵔⴰ'],
          ['درب الشرفاء', 'Derb Chorfa', 'ⴷⵔⴱ ⵛⵓⵔⴼⴰ'],
        ],
      },
      {
        code: 'MSU',
        name: ['مرس السلطان', 'Mers Sultan', 'ⵎⵔⵙ ⵙⵍⵟⴰⵏ'],
        annexes: [
          ['بنجدية', 'Benjdia', 'ⴱⵏⵊⴷⵢⴰ'],
          ['ليرميطاج', 'Hermitage', 'ⵍⵉⵔⵎⵉⵜⴰⵊ'],
          ['لاجيروند', 'La Gironde', 'ⵍⴰⵊⵉⵔⵓⵏⴷ'],
          ['الأحباس', 'Habous', 'ⵍⵃⴱⵓⵙ'],
          ['حي المستشفيات', 'Quartier des Hôpitaux', 'ⵜⵉⵙⵖⵏⵉⵏ'],
          ['فيكتور هوغو', 'Victor Hugo', 'ⴼⵉⴽⵜⵓⵔ ⵀⵓⴳⵓ'],
          ['درب البلدية', 'Derb El Baladia', 'ⴷⵔⴱ ⵍⴱⴰⵍⴰⴷⵉⴰ'],
        ],
      },
    ],
  },
  {
    key: 'ain-sebaa',
    name: ['عين السبع الحي المحمدي', 'Aïn Sebaâ–Hay Mohammadi', 'ⵄⵉⵏ ⵙⴱⵄ–ⵍⵃⵢ ⵍⵎⵓⵃⵎⵎⴰⴷⵉ'],
    arrondissements: [
      {
        code: 'ASB',
        name: ['عين السبع', 'Aïn Sebaâ', 'ⵄⵉⵏ ⵙⴱⵄ'],
        annexes: [
          ['الأمل', 'Al Amal', 'ⵍⴰⵎⴰⵍ'],
          ['الشباب', 'Chabab', 'ⵛⴰⴱⴰⴱ'],
          ['مولاي إسماعيل', 'Moulay Ismaïl', 'ⵎⵓⵍⴰⵢ ⵉⵙⵎⴰⵉⵍ'],
          ['الشاوية', 'Chaouia', 'ⵛⴰⵓⵉⴰ'],
          ['شاطئ عين السبع', 'Aïn Sebaâ Plage', 'ⴰⴼⵜⴰⵙ ⵏ ⵄⵉⵏ ⵙⴱⵄ'],
          ['الرجاء', 'Rajaa', 'ⵔⴰⵊⴰⴰ'],
          ['الرياض', 'Riad', 'ⵔⵔⵢⴰⴹ'],
        ],
      },
      {
        code: 'HMO',
        name: ['الحي المحمدي', 'Hay Mohammadi', 'ⵍⵃⵢ ⵍⵎⵓⵃⵎⵎⴰⴷⵉ'],
        annexes: [
          ['دار لامان', 'Dar Lamane', 'ⴷⴰⵔ ⵍⴰⵎⴰⵏ'],
          ['سوسيكا', 'Socica', 'ⵙⵓⴽⵉⴽⴰ'],
          ['السعادة', 'Saâda', 'ⵙⵄⴰⴷⴰ'],
          ['درب مولاي الشريف', 'Derb Moulay Cherif', 'ⴷⵔⴱ ⵎⵓⵍⴰⵢ ⵛⵔⵉⴼ'],
          ['عادل', 'Adil', 'ⵄⴰⴷⵉⵍ'],
          ['كريان سنطرال', 'Carrières Centrales', 'ⴽⵔⵢⴰⵏ ⵙⴰⵏⵟⵔⴰⵍ'],
          ['الانبعاث', 'Al Inbiât', 'ⵍⵉⵏⴱⵉⵄⴰⵜ'],
        ],
      },
      {
        code: 'ROC',
        name: ['الصخور السوداء', 'Roches Noires', 'ⵉⵙⵍⵍⵉⵡⵏ ⵉⴱⵔⴽⴰⵏⵏ'],
        annexes: [
          ['بلفيدير', 'Belvédère', 'ⴱⵉⵍⴼⵉⴷⵉⵔ'],
          ['لافييت', 'La Villette', 'ⵍⴰⴼⵢⵉⵜ'],
          ['عكاشة', 'Oukacha', 'ⵄⵓⴽⴰⵛⴰ'],
          ['إميل زولا', 'Émile Zola', 'ⵉⵎⵉⵍ ⵣⵓⵍⴰ'],
          ['الدار البيضاء المسافرون', 'Casa-Voyageurs', 'ⵜⴰⵙⵉⵡⵏⵜ ⵏ ⵉⵏⵎⵎⵓⴷⵓⵜⵏ'],
          ['درب الجديد', 'Derb Jdid', 'ⴷⵔⴱ ⵊⴷⵉⴷ'],
        ],
      },
    ],
  },
  {
    key: 'hay-hassani',
    name: ['الحي الحسني', 'Hay Hassani', 'ⵍⵃⵢ ⵍⵃⴰⵙⴰⵏⵉ'],
    arrondissements: [
      {
        code: 'HHA',
        name: ['الحي الحسني', 'Hay Hassani', 'ⵍⵃⵢ ⵍⵃⴰⵙⴰⵏⵉ'],
        annexes: [
          ['الألفة', 'Oulfa', 'ⵍⵓⵍⴼⴰ'],
          ['السلام', 'Essalam', 'ⵙⴰⵍⴰⵎ'],
          ['ليساسفة', 'Lissasfa', 'ⵍⵉⵙⴰⵙⴼⴰ'],
          ['سيدي الخدير', 'Sidi El Khadir', 'ⵙⵉⴷⵉ ⵍⵅⴰⴷⵉⵔ'],
          ['فرح السلام', 'Ferah Essalam', 'ⴼⵔⴰⵀ ⵙⴰⵍⴰⵎ'],
          ['النسيم', 'Nassim', 'ⵏⴰⵙⵉⵎ'],
          ['الراحة', 'Erraha', 'ⵔⵔⴰⵃⴰ'],
        ],
      },
    ],
  },
  {
    key: 'ain-chock',
    name: ['عين الشق', 'Aïn Chock', 'ⵄⵉⵏ ⵛⵇ'],
    arrondissements: [
      {
        code: 'ACH',
        name: ['عين الشق', 'Aïn Chock', 'ⵄⵉⵏ ⵛⵇ'],
        annexes: [
          ['كاليفورنيا', 'Californie', 'ⴽⴰⵍⵉⴼⵓⵔⵏⵢⴰ'],
          ['إنارة', 'Inara', 'ⵉⵏⴰⵔⴰ'],
          ['سيدي معروف', 'Sidi Maârouf', 'ⵙⵉⴷⵉ ⵎⵄⵔⵓⴼ'],
          ['بولو', 'Polo', 'ⵒⵓⵍⵓ'],
          ['الليمون', 'Al Laymoune', 'ⵍⵍⴰⵢⵎⵓⵏ'],
          ['مولاي عبد الله', 'Moulay Abdellah', 'ⵎⵓⵍⴰⵢ ⵄⴱⴷⵍⵍⴰⵀ'],
          ['بانوراميك', 'Panoramique', 'ⴱⴰⵏⵓⵔⴰⵎⵉⴽ'],
        ],
      },
    ],
  },
  {
    key: 'sidi-bernoussi',
    name: ['سيدي البرنوصي', 'Sidi Bernoussi', 'ⵙⵉⴷⵉ ⴱⵔⵏⵓⵚⵉ'],
    arrondissements: [
      {
        code: 'SBR',
        name: ['سيدي البرنوصي', 'Sidi Bernoussi', 'ⵙⵉⴷⵉ ⴱⵔⵏⵓⵚⵉ'],
        annexes: [
          ['القدس', 'Al Qods', 'ⵍⵇⵓⴷⵙ'],
          ['طارق', 'Tarik', 'ⵟⴰⵔⵉⵇ'],
          ['الأمان', 'Al Amane', 'ⵍⴰⵎⴰⵏ'],
          ['المسيرة', 'Al Massira', 'ⵍⵎⴰⵙⵉⵔⴰ'],
          ['الأزهر', 'Al Azhar', 'ⵍⴰⵣⵀⴰⵔ'],
          ['الآفاق', 'Al Afaq', 'ⵍⴰⴼⴰⵇ'],
          ['البركة', 'Al Baraka', 'ⵍⴱⴰⵔⴰⴽⴰ'],
        ],
      },
      {
        code: 'SMO',
        name: ['سيدي مومن', 'Sidi Moumen', 'ⵙⵉⴷⵉ ⵎⵓⵎⵏ'],
        annexes: [
          ['أناسي', 'Anassi', 'ⴰⵏⴰⵙⵉ'],
          ['طوما', 'Thomas', 'ⵟⵓⵎⴰ'],
          ['سيدي مومن الجديد', 'Sidi Moumen Jdid', 'ⵙⵉⴷⵉ ⵎⵓⵎⵏ ⵊⴷⵉⴷ'],
          ['رياض المنصور', 'Riad Al Mansour', 'ⵔⵔⵢⴰⴹ ⵏ ⵍⵎⵏⵚⵓⵔ'],
          ['النصر', 'Annasr', 'ⴰⵏⵏⴰⵙⵔ'],
          ['الفردوس', 'Al Firdaous', 'ⵍⴼⵉⵔⴷⴰⵓⵙ'],
          ['النور', 'Annour', 'ⴰⵏⵏⵓⵔ'],
        ],
      },
    ],
  },
  {
    key: 'ben-msick',
    name: ['ابن امسيك', 'Ben M’sick', 'ⴱⵏ ⵎⵙⵉⴽ'],
    arrondissements: [
      {
        code: 'BMS',
        name: ['ابن امسيك', 'Ben M’sick', 'ⴱⵏ ⵎⵙⵉⴽ'],
        annexes: [
          ['جميلة', 'Jamila', 'ⵊⴰⵎⵉⵍⴰ'],
          ['إفريقيا', 'Ifriquia', 'ⵉⴼⵔⵉⴽⵉⴰ'],
          ['الفلاح', 'Al Falah', 'ⵍⴼⴰⵍⴰⵃ'],
          ['إدريس الحارثي', 'Idriss El Harti', 'ⵉⴷⵔⵉⵙ ⵍⵃⴰⵔⵜⵉ'],
          ['الوحدة', 'Al Wahda', 'ⵍⵡⵃⴷⴰ'],
          ['الأسرة', 'Al Osra', 'ⵍⵓⵙⵔⴰ'],
          ['الجمعة', 'Al Joumoua', 'ⵍⵊⵓⵎⵓⵄⴰ'],
        ],
      },
      {
        code: 'SBA',
        name: ['سباتة', 'Sbata', 'ⵙⴱⴰⵜⴰ'],
        annexes: [
          ['السالمية', 'Salmia', 'ⵙⴰⵍⵎⵉⴰ'],
          ['درب الخير', 'Derb El Kheir', 'ⴷⵔⴱ ⵍⵅⵉⵔ'],
          ['للا مريم', 'Lalla Meryem', 'ⵍⴰⵍⵍⴰ ⵎⵔⵢⵎ'],
          ['الفرح', 'Al Farah', 'ⵍⴼⴰⵔⴰⵃ'],
          ['الوفاق', 'Al Wifaq', 'ⵍⵡⵉⴼⴰⵇ'],
          ['الهناء', 'Al Hana', 'ⵍⵀⴰⵏⴰ'],
        ],
      },
    ],
  },
  {
    key: 'moulay-rachid',
    name: ['مولاي رشيد', 'Moulay Rachid', 'ⵎⵓⵍⴰⵢ ⵔⴰⵛⵉⴷ'],
    arrondissements: [
      {
        code: 'MRA',
        name: ['مولاي رشيد', 'Moulay Rachid', 'ⵎⵓⵍⴰⵢ ⵔⴰⵛⵉⴷ'],
        annexes: [
          ['المسيرة 1', 'Al Massira 1', 'ⵍⵎⴰⵙⵉⵔⴰ 1'],
          ['المسيرة 2', 'Al Massira 2', 'ⵍⵎⴰⵙⵉⵔⴰ 2'],
          ['المسيرة 3', 'Al Massira 3', 'ⵍⵎⴰⵙⵉⵔⴰ 3'],
          ['التشارك', 'Attacharouk', 'ⴰⵜⵜⴰⵛⴰⵔⵓⴽ'],
          ['المستقبل', 'Al Moustakbal', 'ⵍⵎⵓⵙⵜⴰⴽⴱⴰⵍ'],
          ['الحاجب', 'El Hajeb', 'ⵍⵃⴰⵊⴱ'],
          ['الياسمين', 'Al Yasmine', 'ⵍⵢⴰⵙⵎⵉⵏ'],
        ],
      },
      {
        code: 'SOT',
        name: ['سيدي عثمان', 'Sidi Othmane', 'ⵙⵉⴷⵉ ⵄⵓⵜⵎⴰⵏ'],
        annexes: [
          ['السلامة', 'Salama', 'ⵙⴰⵍⴰⵎⴰ'],
          ['للا حسناء', 'Lalla Hasnaa', 'ⵍⴰⵍⵍⴰ ⵃⴰⵙⵏⴰ'],
          ['الخير', 'Al Kheir', 'ⵍⵅⵉⵔ'],
          ['درب بن حومان', 'Derb Ben Houmane', 'ⴷⵔⴱ ⴱⵏ ⵀⵓⵎⴰⵏ'],
          ['الأمير مولاي عبد الله', 'Prince Moulay Abdellah', 'ⵍⴰⵎⵉⵔ ⵎⵓⵍⴰⵢ ⵄⴱⴷⵍⵍⴰⵀ'],
          ['العيون', 'Laâyoune', 'ⵍⵄⵢⵓⵏ'],
          ['الجوهرة', 'Al Jawhara', 'ⵍⵊⴰⵡⵀⴰⵔⴰ'],
        ],
      },
    ],
  },
];
