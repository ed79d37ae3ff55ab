package dev.holdfast.myapp.services;

import dev.holdfast.accounts.Directory;
import dev.holdfast.accounts.Member;
import dev.holdfast.accounts.NewMember;
import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserId;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Shows the users to accounts, which sign them in. */
public final class Users implements Directory {

    private final Repository<User, UserId> users;
    private final Clock clock;

    public Users(Database database, Clock clock) {
        this.users = database.repository(User.MODEL);
        this.clock = clock;
    }

    // tag::directory[]
    @Override
    public Optional<Member> byId(String id) {
        return UserId.read(id).flatMap(users::findById).map(Users::member);
    }

    @Override
    public Optional<Member> byEmail(String email) {
        return users.findOne(Query.where(User.EMAIL.is(email))).map(Users::member);
    }

    @Override
    public boolean changeEmail(String id, String email) {
        return UserId.read(id)
                .flatMap(known -> users.patch(known, User.EMAIL.to(email)))
                .isPresent();
    }

    // tag::provision[]
    @Override
    public Optional<Member> provision(NewMember draft) {
        var user = new User(UserId.next(clock), draft.name(), draft.email(), Role.USER, clock.instant());
        return Optional.of(member(users.insert(user)));
    }
    // end::provision[]

    private static Member member(User user) {
        return new Member(user.id().toString(), user.email(), Set.of(user.role().name()), user);
    }
    // end::directory[]
}
