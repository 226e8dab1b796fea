package dev.datamigration.kubectl;

/** What is read of an object's metadata. */
record ObjectName(String name, String namespace) {}
