/** Looks at both databases before anything is changed, and says what stands in the way and how to mend it. */
package dev.datamigration.transfer.precheck;
