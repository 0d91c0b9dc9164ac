export type { HomeRooms } from './person.ts';
export { homePerson } from './person.ts';
export { loadHome } from './requests.ts';
