/** Switchovers of real databases under load, driven through the task as a person drives them. */
package dev.datamigration.switchover;
