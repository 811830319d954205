/** An open door onto the steppe's sky: the portal's name, drawn. */
export function OpenDoor() {
  return (
    <svg className="ui-hero__door" viewBox="0 0 460 440" aria-hidden="true" focusable="false">
      <defs>
        <clipPath id="doorway">
          <path d="M170 40h190v352H170z" />
        </clipPath>
      </defs>
      <path d="M170 392h190l90 48H110z" className="fill-sky opacity-30" />
      <g clipPath="url(#doorway)">
        <path d="M170 40h190v352H170z" className="fill-sky" />
        <circle cx="278" cy="262" r="150" className="fill-gold opacity-15" />
        <circle cx="278" cy="262" r="104" className="fill-gold opacity-25" />
        <circle cx="278" cy="262" r="60" className="fill-gold" />
        <path d="M170 300c40-22 74-26 108-14s58 10 82-6v112H170z" className="fill-band" />
        <path d="M170 334c54-24 118-4 190-26v84H170z" className="fill-band-deep" />
      </g>
      <path d="M170 40 52 76v360l118-44z" className="fill-band-deep" />
      <g className="fill-none stroke-gold" strokeWidth="2.500" strokeLinecap="round" strokeLinejoin="round">
        <path d="M170 40 52 76v360l118-44z" />
        <path d="M150 70 72 94v136l78-22zM150 232l-78 22v148l78-28z" opacity="0.55" />
        <path d="M111 196c1-22-6-40-21-40-10 0-14 9-14 17 0 9 5 13 10 12 5-2 7-7 5-11M111 196c-1-22 6-44 21-50 10-4 14 3 14 11 0 9-5 15-10 16-5 1-7-3-5-9M111 196v14M111 346c1-22-6-38-21-37-10 1-14 10-14 18s5 13 10 12c5-2 7-7 5-11M111 346c-1-22 6-45 21-51 10-4 14 3 14 11 0 9-5 15-10 17-5 1-7-3-5-9M111 346v14" />
        <circle cx="62" cy="246" r="4" className="fill-gold" />
      </g>
      <path d="M160 392V30h210v362" className="fill-none stroke-on-band" strokeWidth="5" />
      <path d="M0 392h52M370 392h90" className="stroke-gold" strokeWidth="2.500" />
    </svg>
  );
}
