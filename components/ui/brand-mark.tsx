/** An open door with light behind it. */
export function BrandMark() {
  return (
    <svg className="ui-brand__mark" viewBox="0 0 40 44" aria-hidden="true" focusable="false">
      <path d="M6 4h28v36H6z" className="fill-gold" />
      <path d="M6 4 23 9.500v34L6 40z" className="fill-brand" />
      <path d="M3 40V1.500h34V40" className="fill-none stroke-brand" strokeWidth="3" />
      <circle cx="18.700" cy="26" r="1.700" className="fill-gold" />
    </svg>
  );
}
