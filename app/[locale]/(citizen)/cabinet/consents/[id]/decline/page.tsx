import { AnswerPage, type AnswerPageProps } from "../answer-page";

/** What stands for whoever names no reason: it takes no more taps to decline than to agree. */
const unnamed = "other";

/** The owner does not agree: the text with the reason, and the ways to sign it. */
export default async function DeclinePage(props: AnswerPageProps) {
  const { reason } = await props.searchParams;
  return <AnswerPage {...props} said={{ answer: "decline", reason: typeof reason === "string" ? reason : unnamed }} />;
}
