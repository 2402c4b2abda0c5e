using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Integration.Outbox;

internal sealed class OutboxEntry : IMenuEntry
{
    public string Permission => OutboxPermissions.Read;

    public string Section => MenuSections.Administration;

    public string Sentence => "Outbox";

    public string Icon => "send";

    public string Path => "/admin/outbox";

    public int Order => 940;
}

internal sealed class TemplatesEntry : IMenuEntry
{
    public string Permission => TemplatePermissions.Read;

    public string Section => MenuSections.Administration;

    public string Sentence => "Message texts";

    public string Icon => "template";

    public string Path => "/admin/templates";

    public int Order => 942;
}
