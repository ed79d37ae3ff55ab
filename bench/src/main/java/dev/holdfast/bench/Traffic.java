package dev.holdfast.bench;

/** What goes on in a crowd: hears of each event and each acknowledgement, on the loop of the clients. */
sealed interface Traffic permits Traffic.Silence, Broadcast, Echo {

    /** An event has reached a member. */
    void heard(CrowdMember member);

    /** The sender was told that its event was handled. */
    void acknowledged();

    /** Nobody has sent anything, so nothing may be heard. */
    record Silence() implements Traffic {

        @Override
        public void heard(CrowdMember member) {
            throw new IllegalStateException("an event that nobody sent");
        }

        @Override
        public void acknowledged() {
            throw new IllegalStateException("an acknowledgement that nobody asked for");
        }
    }
}
