import { answerCallback } from "@/lib/main/payment-callback";

export { answerCallback as POST };
