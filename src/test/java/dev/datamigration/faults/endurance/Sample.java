package dev.datamigration.faults.endurance;

import java.util.Locale;

/**
 * What one moment looked like.
 *
 * @param seconds since the changes began
 * @param changes that have arrived
 * @param heap bytes of Java objects, rubbish included
 * @param resident bytes of memory of the process
 * @param retained bytes of log that the source keeps for the task
 * @param horizon transactions that the source cannot clean up after because of the task
 */
record Sample(double seconds, long changes, long heap, long resident, long retained, long horizon) {
    static final String HEADER = "seconds,changes,heap_mb,resident_mb,retained_log_mb,xmin_age";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%.1f,%d,%d,%d,%d,%d",
                seconds,
                changes,
                heap >> 20,
                resident >> 20,
                retained >> 20,
                horizon);
    }
}
