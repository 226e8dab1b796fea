/**
 * How alerts get out: each waits for its robot's turn, is claimed, leaves once its task's status says so, and is tried
 * again for a while. Everything here is in memory: what must survive a restart is in the tasks' statuses.
 */
package dev.datamigration.alert.dispatch;
