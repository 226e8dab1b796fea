/** What a task's status said, moment by moment, held against what was so on the servers at that moment. */
package dev.datamigration.faults.truth;
