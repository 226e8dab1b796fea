/** What the operator costs while nothing happens, and how long it takes to start. */
package dev.datamigration.e2e.idle;
