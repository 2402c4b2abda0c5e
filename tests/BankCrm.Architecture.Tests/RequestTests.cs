using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Architecture.Tests;

/// <summary>Nothing is asked for without a permission, nothing is changed without a validator, and the guard is the only road.</summary>
public sealed class RequestTests
{
    private static readonly Type[] Handlers = [typeof(ICommandHandler<>), typeof(IQueryHandler<,>)];

    // Pages for people who have not signed in yet, or cannot.
    private static readonly string[] Anonymous =
    [
        "BankCrm.Web.Pages.Account.CodeModel", "BankCrm.Web.Pages.Account.LoginModel", "BankCrm.Web.Pages.Platform.Errors.ErrorModel",
        "BankCrm.Web.Pages.Platform.Preferences.PreferencesModel", "BankCrm.Web.Pages.Counter.Tickets.WallModel", // its address is a secret
        "BankCrm.Web.Pages.Campaigns.Responses.OfferModel", // so is this one's; it shows nothing of the customer
    ];

    // The step-up of the matrix of roles.
    private static readonly string[] ToBeShown =
        [AdminPermissions.ChangeUsers, AdminPermissions.ChangeRoles, AdminPermissions.ChangeBranches, AdminPermissions.ChangeApiClients, AdminPermissions.ChangeCalendar];

    // Reviewed, each with its reason.
    private static readonly string[] Unshown =
    [
        "EndSessions", "EndCover", // they only take away
        "InstallAdministrator", // by a verb, before anybody can sign in
        "OpenListedBranches", // by a verb
    ];

    [Fact]
    public void Every_request_says_who_may_make_it() => House.Accept(RequestsWithoutPermission(House.Types));

    [Fact]
    public void Every_command_has_exactly_one_validator() => House.Accept(WronglyValidated(House.Types));

    [Fact]
    public void Handlers_and_validators_are_internal_and_sealed() => House.Accept(OpenHandlers(House.Types));

    [Fact]
    public void Every_page_says_who_may_open_it() => House.Accept(PagesWithoutPermission(House.Types));

    [Fact]
    public void Who_changes_users_roles_branches_or_interfaces_shows_that_it_is_them() => House.Accept(UnshownCommands(House.Types));

    [Fact]
    public void Guilty_requests_are_caught()
    {
        Type[] guilty = [typeof(GuiltyHandler), typeof(GuiltyValidator), typeof(SecondValidator), typeof(GuiltyPage), typeof(HiddenPage)];

        Assert.Equal(["GuiltyCommand", "GuiltyQuery"], RequestsWithoutPermission(guilty).Select(FirstWord).Order());
        Assert.Equal("GuiltyCommand", FirstWord(Assert.Single(WronglyValidated(guilty))));
        Assert.Equal("GuiltyCommand", FirstWord(Assert.Single(WronglyValidated([typeof(GuiltyHandler)]))));
        Assert.Contains("GuiltyHandler", OpenHandlers(guilty).Select(FirstWord));
        Assert.Equal(["GuiltyPage", "HiddenPage"], PagesWithoutPermission(guilty).Select(FirstWord).Order());
    }

    private static IEnumerable<string> UnshownCommands(IEnumerable<Type> types) =>
        from command in types.SelectMany(t => Faces(t, typeof(ICommandHandler<>))).Select(f => f.GetGenericArguments()[0]).Distinct()
        where !command.IsGenericParameter && command.IsDefined(typeof(AllowAttribute), inherit: false)
        where ToBeShown.Contains(AllowAttribute.On(command)) && StepUpAttribute.On(command) is null && !Unshown.Contains(command.Name)
        select $"{command.Name} can be sent from a desk that was left open: give it a [StepUp].";

    private static IEnumerable<string> RequestsWithoutPermission(IEnumerable<Type> types) =>
        from request in types.SelectMany(t => Faces(t, Handlers)).Select(f => f.GetGenericArguments()[0]).Distinct()
        where !request.IsGenericParameter && !request.IsDefined(typeof(AllowAttribute), inherit: false)
        select $"{request.Name} says nobody may make it: give it an [Allow].";

    private static IEnumerable<string> WronglyValidated(IReadOnlyCollection<Type> types) =>
        from command in types.SelectMany(t => Faces(t, typeof(ICommandHandler<>))).Select(f => f.GetGenericArguments()[0]).Distinct()
        where !command.IsGenericParameter
        let validators = types.Count(t => t.IsClass && !t.IsAbstract && Faces(t, typeof(IValidator<>)).Any(f => f.GetGenericArguments()[0] == command))
        where validators != 1
        select $"{command.Name} has {validators} validators: it needs exactly one, beside it.";

    private static IEnumerable<string> OpenHandlers(IEnumerable<Type> types) =>
        from type in types
        where type.IsClass && Faces(type, [.. Handlers, typeof(IValidator<>)]).Any() && !(type.IsSealed && !type.IsVisible)
        where type.Assembly != House.Web
        select $"{type.Name} can be reached past the guard, or derived from: make it internal and sealed.";

    private static IEnumerable<string> PagesWithoutPermission(IEnumerable<Type> types) =>
        from page in types
        where page.IsSubclassOf(typeof(PageModel)) && !page.IsAbstract && !page.IsDefined(typeof(AllowAttribute), inherit: false)
        let open = page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)
        where !open || !Anonymous.Contains(page.FullName)
        select open
            ? $"{page.Name} is open to everybody, and not on the list of pages that may be."
            : $"{page.Name} says nobody may open it: give it an [Allow].";

    private static IEnumerable<Type> Faces(Type type, params Type[] wanted) =>
        type.GetInterfaces().Where(i => i.IsGenericType && wanted.Contains(i.GetGenericTypeDefinition()));

    private static string FirstWord(string offence) => offence.Split(' ')[0];

    private sealed record GuiltyCommand(string Text);

    private sealed record GuiltyQuery(string Text);

    private abstract class GuiltyHandler : ICommandHandler<GuiltyCommand>, IQueryHandler<GuiltyQuery, string>
    {
        public Task HandleAsync(GuiltyCommand command, CancellationToken ct) => Task.CompletedTask;

        public Task<string> HandleAsync(GuiltyQuery query, CancellationToken ct) => Task.FromResult(query.Text);
    }

    private sealed class GuiltyValidator : AbstractValidator<GuiltyCommand>;

    private sealed class SecondValidator : AbstractValidator<GuiltyCommand>;

    private sealed class GuiltyPage : PageModel;

    [AllowAnonymous]
    private sealed class HiddenPage : PageModel;
}
