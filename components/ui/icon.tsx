const paths = {
  alert: "M12 3.2 22 20.5H2L12 3.2ZM12 9.5v5M12 17.3v.4",
  arrow: "M4 12h15M13 6l6 6-6 6",
  back: "M20 12H5M11 6l-6 6 6 6",
  check: "M4.5 12.5 10 18 20 6.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5V12l3.2 2",
  coin: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 8.5h7M8.5 11.5h7M12 11.5V17",
  cross: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  document: "M6 3h8l4 4v14H6V3ZM14 3v4h4M9 12h6M9 16h6",
  door: "M6 21V4l9-1.5V21M15 5h3v16M3.5 21h17M12 11.5v1",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  hourglass: "M6.5 3h11M6.5 21h11M8 3c0 5 8 5.500 8 9s-8 4-8 9M16 3c0 5-8 5.500-8 9s8 4 8 9",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5.500M12 7.300v.4",
  minus: "M5 12h14",
  people:
    "M9 4.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM2.500 20c0-4 2.800-6 6.500-6s6.500 2 6.500 6M15.500 5a3.300 3.300 0 0 1 0 6.300M18 14.600c2.200.7 3.500 2.500 3.500 5.400",
  phone:
    "M5 3.500h4l1.500 5-2.500 1.500c1 2.500 3.500 5 6 6l1.500-2.500 5 1.500v4c0 1-.8 1.500-1.500 1.500C11 20.500 3.500 13 3.500 5c0-.8.5-1.500 1.500-1.500Z",
  question:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.300 9.500c.2-1.500 1.300-2.300 2.700-2.300s2.700.9 2.700 2.300c0 2-2.700 2.200-2.700 4.200M12 16.600v.4",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13ZM15.500 15.500 21 21",
  shield: "M12 3l7.500 2.500V12c0 4.500-3 7.500-7.500 9-4.500-1.500-7.500-4.500-7.500-9V5.500L12 3Z",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words; it carries no meaning of its own, so it is hidden from assistive technology. */
export function Icon({ name, size = "1.25em" }: { name: IconName; size?: string }) {
  return (
    <svg className="ui-icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
