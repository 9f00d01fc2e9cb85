import { cityName } from "./places.ts";

/** Degrees north and east. */
const WHERE: Record<string, [number, number]> = {
  Mumbai: [19.08, 72.88],
  Pune: [18.52, 73.86],
  Delhi: [28.61, 77.21],
  Bengaluru: [12.97, 77.59],
  Kolkata: [22.57, 88.36],
  Chennai: [13.08, 80.27],
  Hyderabad: [17.39, 78.49],
  Nagpur: [21.15, 79.09],
  Nashik: [20.0, 73.79],
  Lucknow: [26.85, 80.95],
  Jaipur: [26.91, 75.79],
  Ahmedabad: [23.02, 72.57],
  Indore: [22.72, 75.86],
  Kolhapur: [16.7, 74.24],
  Thane: [19.22, 72.98],
  Chandigarh: [30.73, 76.78],
  Bhopal: [23.26, 77.41],
  Goa: [15.49, 73.83],
};
const KM_A_DEGREE = 111.2;

/** Kilometres as the crow flies between two cities by any of their names; undefined when one is not known. */
export function kilometresBetween(one: string, other: string): number | undefined {
  const [from, to] = [WHERE[cityName(one)], WHERE[cityName(other)]];
  if (!from || !to) return undefined;
  const north = to[0] - from[0];
  const east = (to[1] - from[1]) * Math.cos((((from[0] + to[0]) / 2) * Math.PI) / 180);
  return Math.round(Math.hypot(north, east) * KM_A_DEGREE);
}
