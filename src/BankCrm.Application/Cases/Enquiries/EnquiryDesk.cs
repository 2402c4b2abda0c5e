using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>An enquiry opened for a change, with all that its verbs ask for.</summary>
internal sealed record OpenEnquiryFile(Enquiry It, WorkingTime Time, IColumnCipher Cipher, Guid By, DateTimeOffset Now)
{
    public CaseWords Words(string text) => Cipher.EnquiryWords(text, Now);

    /// <summary>Null: nothing was written.</summary>
    public CaseWords? Written(string text) => string.IsNullOrWhiteSpace(text) ? null : Words(text);
}

/// <summary>Opens the files of enquiries.</summary>
internal sealed class EnquiryFile(CrmDb db, CurrentUser user, IColumnCipher cipher, WorkingCalendar calendar, TimeProvider clock)
{
    /// <summary>For whoever may work on it.</summary>
    /// <param name="texts">What the command would write: without numbers of documents and cards.</param>
    /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
    /// <exception cref="ForbiddenException">It is a colleague's.</exception>
    public async Task<OpenEnquiryFile> ForWorkAsync(Guid id, uint version, CancellationToken ct, params string[] texts)
    {
        var file = await ForReadersAsync(id, version, ct, texts);
        return user.MayWorkOnCase(file.It.OwnerId) ? file : throw new ForbiddenException(CasePermissions.Direct);
    }

    /// <summary>For whoever sees it: a second signature.</summary>
    public async Task<OpenEnquiryFile> ForReadersAsync(Guid id, uint version, CancellationToken ct, params string[] texts)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, texts);
        if (!await db.EnquiriesSeenBy(user).AnyAsync(e => e.Id == id, ct))
        {
            throw new NotFoundException();
        }

        var found = await db.ForChangeAsync<Enquiry>(id, version, ct);
        return new(found, await calendar.OfBranchAsync(db, found.BranchId, ct), cipher, user.Person, now);
    }
}

/// <summary>What the commands and queries about enquiries share.</summary>
internal static class EnquiryDesk
{
    /// <summary>Who does not see all of the branch sees their own, what they took in, and what lies with the branch.</summary>
    public static IQueryable<Enquiry> EnquiriesSeenBy(this CrmDb db, CurrentUser user)
    {
        var me = user.StaffId;
        return user.May(CasePermissions.ReadAll) ? db.Enquiries : db.Enquiries.Where(e => e.OwnerId == null || e.OwnerId == me || e.TakenBy == me);
    }

    extension(IColumnCipher cipher)
    {
        public CaseWords EnquiryWords(string text, DateTimeOffset now)
        {
            var id = Guid.CreateVersion7(now);
            return new(id, cipher.Seal(EnquiryStep.TextColumn, id, text.Trim()));
        }

        public Outsider Outsider(Guid enquiryId, string name, string contact) =>
            new(cipher.Seal(Enquiry.NameColumn, enquiryId, name.Trim()), cipher.Seal(Enquiry.ContactColumn, enquiryId, contact.Trim()));
    }

    /// <summary>The first letter and nothing else.</summary>
    public static string MaskedName(string name) => name.EnumerateRunes().First() + "**";

    /// <summary>The beginning and the end of a telephone or an address.</summary>
    public static string MaskedContact(string contact) => contact.Length < 8 ? "****" : Mask.Middle(contact, 3, 2);
}
