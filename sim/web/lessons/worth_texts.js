const rowsOf = (families, { threshold }, words) =>
  families.map((family) => [`evppi_${threshold}`, `${family}.*`, words[family]]);

const EN = {
  cost: 'the prices', utility: 'how well children live', surgery: 'what an operation corrects',
  migration: 'how hips migrate', loss: 'how bone loses its position', complication: 'complications',
};
const DE = {
  cost: 'die Preise', utility: 'wie gut Kinder leben', surgery: 'was eine Operation korrigiert',
  migration: 'wie Hüften wandern', loss: 'wie Knochen die Stellung verliert', complication: 'Komplikationen',
};
const GERMAN_SUBJECTS = { ...DE, cost: 'Preise', complication: 'Komplikationen' };

export const worthTexts = (families) => ({
  en: {
    title: 'Worth knowing',
    summary: 'Nearly everything is uncertain. Which study should come first?',
    question: [
      'Three operations cost and help differently, and a hospital has to choose one as its rule. How well children live, what things cost, how hips migrate: each is known only roughly, so that the choice may be wrong for many children.',
      'Knowing something exactly is worth as much as it improves the choice, on average over all that may be true (expected value of partial perfect information). What could not change the choice is worth nothing, however uncertain it is.',
      'These results take the native program some seconds. It made them when this page was built.',
    ],
    guess: 'A year lived in full health may cost 60 thousand dollars. What is worth most to know exactly?',
    guess_choices: EN,
    control: 'What a year in full health may cost',
    control_words: (value) => `${value} thousand dollars`,
    count_words: (count) => `${count} samples`,
    counted: (count) => `From ${count} samples of all uncertain numbers, made by the program when this page was built.`,
    caption: 'What it is worth to know exactly',
    columns: () => ['Everything about', 'thousand dollars a child'],
    rows: EN,
    forest: (settings) => ({
      title: ([prices,,, migration]) => `Where a year in full health may cost ${settings.threshold} thousand dollars: knowing the prices is worth ${prices} thousand dollars a child, knowing how hips migrate ${migration}.`,
      description: 'The value of knowing everything about one family of parameters, in thousand dollars a child.',
      axis: 'Value of knowing it exactly, thousand dollars a child',
      values: 'thousand $',
      rows: rowsOf(families, settings, EN),
    }),
    answer: (n, settings) => [
      `At ${settings.threshold} thousand dollars a year in full health it is worth most to know ${EN[n.first]}: ${n.most} thousand dollars for every child for whom the choice is made.`,
      `The prices alone are worth ${n.cost}, and how hips migrate ${n.migration}. The first is a phone call to the hospital’s accounts, the second a study of many children over many years. Ask first what is cheap to ask.`,
      'The ranking changes with what a year in health may cost: move the slider. And an average rule is not a choice for one child; who would be harmed by the better rule is another question (the first lesson).',
    ],
    answer_about: 'Made by the program when this page was built, from 300 samples; with so few, a value may be off by a few tenths.',
    exercise: (settings) => `Suppose all numbers of the model were known exactly. What would that be worth for each child, at ${settings.threshold} thousand dollars a year in full health?`,
    exercise_guess: 'Thousand dollars a child',
    exercise_answer: (n) => [
      `The program: ${n.all} thousand dollars a child. No study can be worth more. (The values of the families need not add up to it.)`,
    ],
  },
  de: {
    title: 'Was sich zu wissen lohnt',
    summary: 'Fast alles ist unsicher. Welche Studie sollte die erste sein?',
    question: [
      'Drei Operationen kosten und helfen verschieden, und eine Klinik muss eine zur Regel machen. Wie gut Kinder leben, was die Dinge kosten, wie Hüften wandern: Alles ist nur ungefähr bekannt, so dass die Wahl für viele Kinder falsch sein kann.',
      'Etwas genau zu wissen ist so viel wert, wie es die Wahl verbessert, im Mittel über alles, was wahr sein kann (Expected Value of Partial Perfect Information). Was die Wahl nicht ändern kann, ist nichts wert, wie unsicher es auch sei.',
      'Diese Ergebnisse brauchen im eigentlichen Programm einige Sekunden. Es hat sie berechnet, als diese Seite gebaut wurde.',
    ],
    guess: 'Ein Jahr in voller Gesundheit darf 60 Tausend Dollar kosten. Was genau zu wissen ist am meisten wert?',
    guess_choices: DE,
    control: 'Was ein Jahr in voller Gesundheit kosten darf',
    control_words: (value) => `${value} Tausend Dollar`,
    count_words: (count) => `${count} Ziehungen`,
    counted: (count) => `Aus ${count} Ziehungen aller unsicheren Zahlen, vom Programm berechnet, als diese Seite gebaut wurde.`,
    caption: 'Was es wert ist, es genau zu wissen',
    columns: () => ['Alles darüber', 'Tausend Dollar je Kind'],
    rows: DE,
    forest: (settings) => ({
      title: ([prices,,, migration]) => `Wo ein Jahr in voller Gesundheit ${settings.threshold} Tausend Dollar kosten darf: Die Preise zu kennen ist ${prices} Tausend Dollar je Kind wert, zu wissen, wie Hüften wandern, ${migration}.`,
      description: 'Der Wert, alles über eine Familie von Parametern zu wissen, in Tausend Dollar je Kind.',
      axis: 'Wert, es genau zu wissen, Tausend Dollar je Kind',
      values: 'Tausend $',
      rows: rowsOf(families, settings, DE),
    }),
    answer: (n, settings) => [
      `Bei ${settings.threshold} Tausend Dollar für ein Jahr in voller Gesundheit lohnt es sich am meisten, dies zu wissen: ${GERMAN_SUBJECTS[n.first]}. Das ist ${n.most} Tausend Dollar wert, für jedes Kind, für das die Wahl getroffen wird.`,
      `Die Preise allein sind ${n.cost} wert, und wie Hüften wandern, ${n.migration}. Das erste ist ein Anruf in der Buchhaltung der Klinik, das zweite eine Studie an vielen Kindern über viele Jahre. Man frage zuerst, was sich billig fragen lässt.`,
      'Die Reihenfolge hängt davon ab, was ein Jahr in Gesundheit kosten darf: Der Regler zeigt es. Und eine Regel im Mittel ist keine Wahl für ein einzelnes Kind; wem die bessere Regel schadet, ist eine andere Frage (die erste Lektion).',
    ],
    answer_about: 'Vom Programm berechnet, als diese Seite gebaut wurde, aus 300 Ziehungen; bei so wenigen kann ein Wert um einige Zehntel danebenliegen.',
    exercise: (settings) => `Angenommen, alle Zahlen des Modells wären genau bekannt. Was wäre das je Kind wert, bei ${settings.threshold} Tausend Dollar für ein Jahr in voller Gesundheit?`,
    exercise_guess: 'Tausend Dollar je Kind',
    exercise_answer: (n) => [
      `Das Programm: ${n.all} Tausend Dollar je Kind. Mehr kann keine Studie wert sein. (Die Werte der Familien müssen sich nicht dazu addieren.)`,
    ],
  },
});
