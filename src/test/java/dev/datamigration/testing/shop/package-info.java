/**
 * A live database to migrate: a shop whose tables have whatever a table can have, and a writer that keeps changing them.
 * Used by the quickstart and by tests that kill things.
 */
package dev.datamigration.testing.shop;
