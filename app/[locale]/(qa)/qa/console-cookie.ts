import { cookies } from "next/headers";

/** Holds the IIN of the invented person whom the console works with. */
const personCookie = "qa-person";

export async function chosenPerson(): Promise<string | undefined> {
  return (await cookies()).get(personCookie)?.value;
}

/** Null lets go of the person. */
export async function choosePerson(iin: string | null): Promise<void> {
  const jar = await cookies();
  if (iin === null) jar.delete(personCookie);
  else jar.set(personCookie, iin, { httpOnly: true, sameSite: "lax", path: "/" });
}
