package dev.holdfast.docs.club;

import dev.holdfast.Problem;
import dev.holdfast.accounts.AccountHooks;
import dev.holdfast.accounts.Member;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

// tag::hooks[]
/** What the club does when somebody registers or comes in. */
final class Doorman implements AccountHooks {

    private final List<String> welcomed = new CopyOnWriteArrayList<>();

    @Override
    public void registered(Member member) {
        welcomed.add(member.email());
    }

    @Override
    public void beforeSignIn(Member member, InetAddress from) {
        if (member.email().endsWith("@banned.example")) {
            throw Problem.forbidden("the club is closed to you; write to door@club.example");
        }
    }

    @Override
    public Map<String, Object> claims(Member member) {
        return Map.of("member_of", "the club", "roles", List.copyOf(member.roles()));
    }

    List<String> welcomed() {
        return welcomed;
    }
}
// end::hooks[]
