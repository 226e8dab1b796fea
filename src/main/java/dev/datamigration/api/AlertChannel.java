package dev.datamigration.api;

/** Where an alert goes. */
public enum AlertChannel {
    DingTalk,
    Lark,
    Webhook
}
