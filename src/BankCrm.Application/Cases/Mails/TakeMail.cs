using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers.Contacts;
using FluentValidation;

namespace BankCrm.Application.Cases.Mails;

/// <summary>Makes a case of what somebody wrote to the bank by e-mail, or writes it on the case it answers. Sent by the job that reads the mailbox.</summary>
[Allow(CasePermissions.TakeMail)]
public sealed record TakeMail
{
    /// <summary>Lines, files and names of one mail: so many are looked at.</summary>
    public const int MostFiles = 10;

    public const int MostNames = 30;
    public const int NameMaxLength = 120;

    public required Guid Id { get; init; }
    public required byte[] Digest { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>An automatic answer, a mail that came back, or one of a list.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The address it says it is from. Empty: it names none.</summary>
    public string Sender { get; init; } = "";

    /// <summary>What stands beside the address. Empty: nothing.</summary>
    public string Name { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>Without markup.</summary>
    public string Text { get; init; } = "";

    /// <summary>The text was longer.</summary>
    public bool IsCut { get; init; }

    /// <summary>When it reached the bank's mail server. Null: nothing says so.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The host that says that the sender's domain sent it. Empty: none does.</summary>
    public string ConfirmedBy { get; init; } = "";

    /// <summary>Messages of ours it answers: it proves that it knows them.</summary>
    public IReadOnlyList<Guid> Answers { get; init; } = [];

    public IReadOnlyList<MailFile> Files { get; init; } = [];

    /// <summary>Attachments that are not kept, by name and size.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>An attachment of a kind that may be kept.</summary>
/// <param name="Name">With its ending.</param>
/// <param name="Content">Can be read twice.</param>
public sealed record MailFile(string Name, Stream Content);

internal sealed class TakeMailValidator : AbstractValidator<TakeMail>
{
    public TakeMailValidator()
    {
        RuleFor(m => m.Id).NotEmpty();
        RuleFor(m => m.Digest).Must(d => d is { Length: IncomingMail.DigestLength });
        RuleFor(m => m.Sender).IsClean(EmailAddress.MaxLength);
        RuleFor(m => m.Name).IsClean(Enquiry.NameMaxLength);
        RuleFor(m => m.Subject).IsClean(ServiceCase.SubjectMaxLength);
        RuleFor(m => m.Text).IsClean(CaseStep.TextMaxLength, manyLines: true);
        RuleFor(m => m.Files.Count).LessThanOrEqualTo(TakeMail.MostFiles);
        RuleFor(m => m.LeftOut.Count).LessThanOrEqualTo(TakeMail.MostNames);
        RuleForEach(m => m.LeftOut).IsClean(TakeMail.NameMaxLength);
    }
}

internal sealed class TakeMailHandler(CrmDb db, MailIntake intake) : ICommandHandler<TakeMail>
{
    public async Task HandleAsync(TakeMail command, CancellationToken ct) => db.Add(await intake.TakeAsync(command, ct));
}
