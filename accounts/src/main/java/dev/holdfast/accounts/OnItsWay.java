package dev.holdfast.accounts;

/** Says that a mail was sent, where there was somebody to send one to. */
record OnItsWay(String message) {

    static final OnItsWay MAIL = new OnItsWay("a mail is on its way, if there is an account for it");
}
