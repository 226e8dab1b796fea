/** The rules of single phases: precheck, verification, entry into the switchover, recovery, release. */
package dev.datamigration.lifecycle.rule;
