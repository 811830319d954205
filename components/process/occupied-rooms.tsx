import { getTranslations } from "next-intl/server";
import type { Occupied } from "@/lib/use-cases/consents/view-consents";

/** More are not drawn one by one: the words say how many they are. */
const mostDrawn = 24;

type Room = "registered" | "coming" | "free";

/** The norm of a dwelling as people in rooms: who is there, who would come, what stays free. The caption says the same in words. */
export async function OccupiedRooms({ occupied }: { occupied: Occupied }) {
  const t = await getTranslations("consents.norm");
  const { capacity, registered, coming, isLifted } = occupied;
  const total = registered + coming;
  const rooms = [
    ...Array<Room>(registered).fill("registered"),
    ...Array<Room>(coming).fill("coming"),
    ...Array<Room>(Math.max(0, capacity - total)).fill("free"),
  ];
  const kinds = (["registered", "coming", "free"] as const).filter((kind) => rooms.includes(kind));
  return (
    <section aria-labelledby="norm">
      <h2 id="norm">{t("title")}</h2>
      <figure className="rooms">
        {rooms.length <= mostDrawn && (
          <div aria-hidden="true">
            <ol className="rooms__all">
              {rooms.map((kind, index) => (
                <li
                  // Rooms of a kind are alike: their place is all that tells them apart.
                  key={`${kind}-${String(index)}`}
                  className={`rooms__room rooms__room--${kind}${index >= capacity ? " rooms__room--over" : ""}`}
                >
                  {kind !== "free" && <Somebody />}
                </li>
              ))}
            </ol>
            <ul className="rooms__key">
              {kinds.map((kind) => (
                <li key={kind}>
                  <span className={`rooms__room rooms__room--${kind}`}>{kind !== "free" && <Somebody />}</span>
                  {t(kind)}
                </li>
              ))}
            </ul>
          </div>
        )}
        <figcaption>
          {t("text", { capacity, registered, total })}
          {isLifted ? <strong> {t("lifted")}</strong> : total > capacity && <strong> {t("over")}</strong>}
        </figcaption>
      </figure>
      <p className="ui-hint">{t("source")}</p>
    </section>
  );
}

function Somebody() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="7" r="4" />
      <path d="M4 22c0-6 3-9 8-9s8 3 8 9z" />
    </svg>
  );
}
