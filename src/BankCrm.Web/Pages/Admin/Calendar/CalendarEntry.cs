using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Admin.Calendar;

internal sealed class CalendarEntry : IMenuEntry
{
    public string Permission => AdminPermissions.Read;

    public string Section => MenuSections.Administration;

    public string Sentence => "Working calendar";

    public string Icon => "calendar";

    public string Path => "/admin/calendar";

    public int Order => 930;
}

/// <summary>Tells whoever can bring it in that a year is missing.</summary>
internal sealed class MissingYearPanel : IHomePanel
{
    public string Permission => AdminPermissions.ChangeCalendar;

    public string View => "Admin/Calendar/_Missing";

    public int Order => 50;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetMissingYear, int?>>().HandleAsync(new(), ct);
}
