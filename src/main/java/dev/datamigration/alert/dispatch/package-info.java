/**
 * Says how alerts get out: each waits for its robot's turn, leaves, and is tried again for a while. Everything here is in
 * memory: what must survive a restart is in the tasks' statuses.
 */
package dev.datamigration.alert.dispatch;
