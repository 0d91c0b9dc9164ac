/** Our own drawings on a 24 by 24 grid, for a stroke of 1.75 with round ends. Names say the shape, not the use. */
export const iconPaths = {
  'circle-check': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.3l2.8 2.7 5.2-5.4',
  'circle-info': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11.2v5M12 7.8v.01',
  'circle-now': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  circle: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.2V12l3.2 2.2',
  eye: 'M2.6 12c2.2-4.2 5.5-6.4 9.4-6.4s7.2 2.2 9.4 6.4c-2.2 4.2-5.5 6.4-9.4 6.4S4.8 16.2 2.6 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  pen: 'M4.2 19.8l1-4L16.4 4.6a2 2 0 0 1 3 3L8.2 18.8zM14 7l3 3',
  octagon: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM9.2 9.2l5.6 5.6M14.8 9.2l-5.6 5.6',
  diamond: 'M12 2.8 21.2 12 12 21.2 2.8 12zM9.9 9.9c.1-1.3 1-2 2.2-2s2.1.8 2.1 1.9c0 1.5-2.1 1.8-2.1 3.4M12.1 16v.01',
  triangle: 'M12 3.9 21.3 20H2.7zM12 10v4.6M12 17.3v.01',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.2 12h17.6M12 3.2c2.5 2.6 3.7 5.5 3.7 8.8s-1.2 6.2-3.7 8.8c-2.5-2.6-3.7-5.5-3.7-8.8s1.2-6.2 3.7-8.8z',
  search: 'M10.6 4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2zM15.4 15.4l5 5',
  'zoom-in': 'M10.6 4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2zM15.4 15.4l5 5M10.6 8v5.2M8 10.6h5.2',
  'zoom-out': 'M10.6 4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2zM15.4 15.4l5 5M8 10.6h5.2',
  rotate: 'M19.6 4.6v5.2h-5.2M19.2 9.8A8 8 0 1 0 20 13.6',
  crop: 'M7 2.6V17h14.4M2.6 7H17v14.4',
  trash: 'M4.2 7h15.6M9 7V4.2h6V7M6.4 7l.9 13h9.4l.9-13M10.3 11v5M13.7 11v5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  cross: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.6l4.6 4.6L19 7.4',
  camera:
    'M4.5 7.5h3l1.6-2.7h5.8l1.6 2.7h3A1.5 1.5 0 0 1 21 9v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9a1.5 1.5 0 0 1 1.5-1.5zM12 9.6a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2z',
  upload: 'M12 15.6V4M7.4 8.6 12 4l4.6 4.6M4 14.6V20h16v-5.4',
  download: 'M12 4v11.6M7.4 11 12 15.6 16.6 11M4 14.6V20h16v-5.4',
  share: 'M12 14.6V3.4M8 7.2l4-3.8 4 3.8M7.6 10.6H5V21h14V10.6h-2.6',
  printer: 'M7 9V3.6h10V9M7 17.4H3.6V9h16.8v8.4H17M7 14h10v6.4H7zM17 11.6v.01',
  key: 'M8 11.4a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6zM11 12.7 19.7 4M16.4 7.3l2.6 2.6M13.8 9.9l1.6 1.6',
  'chevron-end': 'M9 5l7 7-7 7',
  'chevron-start': 'M15 5l-7 7 7 7',
  'chevron-down': 'M5.5 9l6.5 6.5L18.5 9',
  'chevron-up': 'M5.5 15 12 8.5l6.5 6.5',
  'arrow-end': 'M4 12h16M14 6l6 6-6 6',
  user: 'M12 3.6a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM4 20.4c.7-3.7 3.8-5.6 8-5.6s7.3 1.9 8 5.6',
  users:
    'M9 4.6a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2zM2.4 19.6c.5-3.2 3-5 6.6-5s6.1 1.8 6.6 5M15.6 4.9a3.6 3.6 0 0 1 0 6.6M17.4 14.9c2.4.6 3.9 2.2 4.2 4.7',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5M9.5 13h6M9.5 17h6',
  files: 'M8.5 7.5h11V21h-11zM8.5 16.5h-4V3h11v4.5M11.5 12h5M11.5 16h5',
  seal: 'M12 2.6l2.7 2.7h4v4l2.7 2.7-2.7 2.7v4h-4L12 21.4l-2.7-2.7h-4v-4L2.6 12l2.7-2.7v-4h4zM8.6 12.2l2.4 2.3 4.4-4.6',
  stamp: 'M9.6 13.6c.7-2.4-1-4.3-1-6.6a3.4 3.4 0 0 1 6.8 0c0 2.3-1.7 4.2-1 6.6M4.4 13.6h15.2v3.8H4.4zM4.4 20.6h15.2',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2.5M14 20h2.5M20 19v1h-1',
  calendar: 'M3.6 5.2h16.8v15.4H3.6zM3.6 10h16.8M8 2.8v4.4M16 2.8v4.4',
  building: 'M4 20.6h16M5.6 20.6V9.4M18.4 20.6V9.4M3.6 9.4 12 3.6l8.4 5.8zM9.8 20.6v-7h4.4v7',
  bell: 'M6 16.6V11a6 6 0 0 1 12 0v5.6l1.6 1.8H4.4zM10 21h4',
  gear: 'M12 8.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM12 3v2.6M12 18.4V21M3 12h2.6M18.4 12H21M5.6 5.6l1.9 1.9M16.5 16.5l1.9 1.9M5.6 18.4l1.9-1.9M16.5 7.5l1.9-1.9',
  'sign-out': 'M10 4H4.6v16H10M9.6 12H20M15.6 7.6 20 12l-4.4 4.4',
  mail: 'M3.4 5.6h17.2v12.8H3.4zM3.8 6l8.2 7 8.2-7',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  grip: 'M9 6v.01M9 12v.01M9 18v.01M15 6v.01M15 12v.01M15 18v.01',
  speaker: 'M4 9.4h3.6L12.4 5v14l-4.8-4.4H4zM15.6 9c1.6 1.8 1.6 4.2 0 6M18.2 6.4c3 3.2 3 8 0 11.2',
  lock: 'M5.6 10.6h12.8v10H5.6zM8.2 10.6V7.4a3.8 3.8 0 0 1 7.6 0v3.2M12 14.4v2.6',
} as const;

/** Name of a drawing. */
export type IconName = keyof typeof iconPaths;

/** The drawings that point along the line of reading, and mirror in Arabic. */
export const mirrored: ReadonlySet<IconName> = new Set(['chevron-end', 'chevron-start', 'arrow-end', 'sign-out']);

/** All the drawings, for whoever shows them all. */
export const iconNames: readonly IconName[] = Object.keys(iconPaths).filter(isIconName);

function isIconName(name: string): name is IconName {
  return name in iconPaths;
}
