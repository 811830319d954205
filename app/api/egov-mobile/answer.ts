/** What a phone is told when it is refused; why stands on the page that shows the code. */
const words = {
  403: "Бұл код енді жарамсыз немесе қолтаңба қабылданбады. / Код больше не действует, или подпись не принята.",
  413: "Қолтаңба тым үлкен. / Подпись слишком велика.",
  429: "Сұрау тым көп. Бір минуттан соң қайталаңыз. / Слишком много запросов. Повторите через минуту.",
} as const;

/** An answer to eGov Mobile; a refusal carries a sentence for people. */
export function mobileAnswer(status: 200 | keyof typeof words, body: object = {}): Response {
  return Response.json(status === 200 ? body : { message: words[status] }, {
    status,
    headers: { "Cache-Control": "no-store" },
  });
}
