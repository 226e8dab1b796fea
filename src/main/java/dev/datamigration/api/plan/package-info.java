/** What a task is going to do, as its precheck finds it before anything is made. */
package dev.datamigration.api.plan;
