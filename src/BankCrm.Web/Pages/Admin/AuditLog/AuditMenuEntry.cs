using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Admin.AuditLog;

internal sealed class AuditMenuEntry : IMenuEntry
{
    public string Permission => AllowAttribute.Everyone;

    public string Section => MenuSections.Compliance;

    public string Sentence => "Audit trail";

    public string Icon => "shield-check";

    public string Path => "/audit";

    public int Order => 90;

    public string Keys => "g a";
}
