package dev.datamigration.database.session;

import java.util.OptionalLong;

/**
 * Says how busy others keep a server.
 *
 * @param standbyLagMillis of the physical standby that is furthest behind, 0 without standbys; empty where the account may not
 *     see it
 * @param activeSessions of others than migration tasks; empty where the account may not see it
 * @param requestedCheckpoints that were made because of how much was written or by command, since the server's statistics began
 */
public record ServerActivity(OptionalLong standbyLagMillis, OptionalLong activeSessions, long requestedCheckpoints) {}
