using BankCrm.Infrastructure.Campaigns;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class ContactsAtOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_campaign_contacts_campaigns_campaign_id",
                table: "campaign_contacts");

            migrationBuilder.DropForeignKey(
                name: "fk_campaign_contacts_customers_customer_id",
                table: "campaign_contacts");

            migrationBuilder.AlterColumn<string>(
                name: "code",
                table: "campaign_contacts",
                type: "character varying(12)",
                maxLength: 12,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(12)",
                oldMaxLength: 12,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_maturing",
                table: "accounts",
                column: "id",
                filter: "matures_on is not null and status <> 'Closed'")
                .Annotation("Npgsql:IndexInclude", new[] { "matures_on" });

            foreach (var sql in ContactsSql.AtOnce)
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ContactsSql.ForgetCustomers);

            migrationBuilder.DropIndex(
                name: "ix_accounts_maturing",
                table: "accounts");

            migrationBuilder.AlterColumn<string>(
                name: "code",
                table: "campaign_contacts",
                type: "character varying(12)",
                maxLength: 12,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(12)",
                oldMaxLength: 12,
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AddForeignKey(
                name: "fk_campaign_contacts_campaigns_campaign_id",
                table: "campaign_contacts",
                column: "campaign_id",
                principalTable: "campaigns",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_campaign_contacts_customers_customer_id",
                table: "campaign_contacts",
                column: "customer_id",
                principalTable: "customers",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
