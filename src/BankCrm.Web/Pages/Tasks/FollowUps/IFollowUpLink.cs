using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>Where a follow-up leads that stands for something of another feature. A sealed class with an empty constructor; it is found.</summary>
public interface IFollowUpLink
{
    /// <summary>Who sees it.</summary>
    string Permission { get; }

    string Sentence { get; }

    string Icon { get; }

    /// <summary>Null: it stands for none of these.</summary>
    Task<string?> PathAsync(Guid followUpId, IServiceProvider services, CancellationToken ct);
}

internal static class FollowUpLinks
{
    private static readonly IReadOnlyList<IFollowUpLink> All = [.. Found.All<IFollowUpLink>(typeof(FollowUpLinks).Assembly)];

    public static async Task<IReadOnlyList<(IFollowUpLink Link, string Path)>> OfAsync(Guid followUpId, CurrentUser user, IServiceProvider services, CancellationToken ct)
    {
        var links = new List<(IFollowUpLink, string)>();
        foreach (var link in All.Where(l => user.May(l.Permission)))
        {
            if (await link.PathAsync(followUpId, services, ct) is { } path)
            {
                links.Add((link, path));
            }
        }

        return links;
    }
}
