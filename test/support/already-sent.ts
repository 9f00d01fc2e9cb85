/**
 * Hono marks an answer as already sent with one Response, made when this module loads; of the faster class that a server of
 * its own puts in place of Response it is not recognised. So it is made before any test of the process starts a server.
 */
import "@hono/node-server/utils/response";
