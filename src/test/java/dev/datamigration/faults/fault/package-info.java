/** Everything that may go wrong, each as one thing that can be done to a scene and undone. */
package dev.datamigration.faults.fault;
