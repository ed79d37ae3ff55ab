package dev.holdfast.myapp.controllers;

import dev.holdfast.accounts.Registered;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.myapp.models.MailOnItsWay;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.myapp.models.RoleChange;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserChange;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.models.UserQuery;
import dev.holdfast.myapp.services.UserService;

/** Speaks HTTP for users; decides nothing. */
public final class UserController {

    private final UserService users;

    public UserController(UserService users) {
        this.users = users;
    }

    public Response create(Request request, NewUser draft) {
        return switch (users.register(draft)) {
            case Registered.Now<User>(var user) -> Response.created("/api/v1/users/" + user.id(), "user", user);
            case Registered.AfterMail<User>() -> Response.accepted(MailOnItsWay.TO_REGISTER);
        };
    }

    public Response list(Request request, UserQuery query) {
        return Response.ok("users", users.list(query));
    }

    public Response me(Request request) {
        return Response.ok("user", users.find(request.caller().user().id(UserId::parse)));
    }

    public Response show(Request request) {
        return Response.ok("user", users.find(request.path("id", UserId::parse)));
    }

    public Response change(Request request, UserChange change) {
        return Response.ok("user", users.change(request.path("id", UserId::parse), change));
    }

    public Response changeRole(Request request, RoleChange change) {
        return Response.ok(
                "user", users.changeRole(request.caller(), request.path("id", UserId::parse), change.role()));
    }

    public Response delete(Request request) {
        users.delete(request.path("id", UserId::parse));
        return Response.noContent();
    }
}
