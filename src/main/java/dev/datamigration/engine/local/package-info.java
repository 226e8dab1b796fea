/** The engine in this JVM: one worker for each task that has something to do. */
package dev.datamigration.engine.local;
