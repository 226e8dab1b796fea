/** What the application as it is shipped tells outside: spans and log lines. */
package dev.datamigration.trace;
