namespace BankCrm.Web.Pages.Platform.Errors;

/// <summary>A failure in words: what it is, and what to do. <paramref name="MayPass"/>: trying again can help.</summary>
internal sealed record Failure(int Code, string Title, string Advice, bool MayPass = false)
{
    public static IReadOnlyList<Failure> All { get; } =
    [
        new(400, "This request cannot be read", "The form may be older than your session. Go back, load the page anew and try once more."),
        new(403, "You may not do this", "If your work needs it, ask your branch manager; an administrator can change your role."),
        new(404, "There is no such page", "The record may not exist, or it may belong to another branch. Check the address, or search for it."),
        new(409, "Somebody else was faster", "The record was changed meanwhile. Open it again to see how it is now, then repeat your change."),
        new(413, "This is too much at once", "Nothing was saved. Go back and send a smaller file or a shorter text."),
        new(429, "Too many requests", "Please wait a minute, then go on. If you did nothing unusual, tell your administrator.", MayPass: true),
        new(500, "Something went wrong on our side", "Nothing was saved. Try again; if it happens once more, tell your administrator the reference number.", MayPass: true),
        new(503, "BankCrm is not available just now", "It will be back shortly. What was saved is safe. Try again in a minute.", MayPass: true),
    ];

    /// <summary>The one for the status, or the nearest there is.</summary>
    public static Failure Of(int status) =>
        All.FirstOrDefault(failure => failure.Code == status)
        ?? All.First(failure => failure.Code == (status >= 500 ? 500 : status is 401 ? 403 : 400));
}
