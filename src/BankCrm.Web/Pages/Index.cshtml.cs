using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages;

/// <summary>Where the day begins: what is due, what was seen of one's own account, where one can go.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class IndexModel(CurrentUser me, Menu menu, Text text, OneReading reading, IServiceProvider services) : PageModel
{
    private static readonly IReadOnlyList<IHomePanel> All = [.. Found.All<IHomePanel>(typeof(IndexModel).Assembly).OrderBy(p => p.Order)];

    public string Name => me.Name;

    public string Where => string.Join(" · ", new[] { me.HomeBranch, text.RolesOf(me) }.Where(part => part.Length > 0));

    public IReadOnlyList<(IHomePanel Panel, object Content)> Panels { get; private set; } = [];

    public IEnumerable<IGrouping<string, IMenuEntry>> Entries => menu.For(me)
        .SelectMany(section => section.Where(entry => entry.Path != "/").GroupBy(_ => section.Key));

    public async Task OnGetAsync(CancellationToken ct) => Panels = await reading.ReadAsync(() => LoadAsync(ct), ct);

    private async Task<IReadOnlyList<(IHomePanel Panel, object Content)>> LoadAsync(CancellationToken ct)
    {
        var panels = new List<(IHomePanel, object)>();
        foreach (var panel in All.Where(p => me.May(p.Permission)))
        {
            if (await panel.LoadAsync(services, ct) is { } content)
            {
                panels.Add((panel, content));
            }
        }

        return panels;
    }
}
