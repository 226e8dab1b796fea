/** How {@code kubectl migration} is laid out to be installed, and tests of it that need no cluster. */
package dev.datamigration.kubectl;
