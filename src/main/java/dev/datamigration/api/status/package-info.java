/** Says what the status of a task says of its phases; the switchover and alerts have packages of their own. */
package dev.datamigration.api.status;
