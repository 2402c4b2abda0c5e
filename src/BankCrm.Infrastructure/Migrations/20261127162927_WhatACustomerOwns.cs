using BankCrm.Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class WhatACustomerOwns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_account_holders_owned",
                table: "account_holders",
                column: "customer_id",
                filter: "role = 'Owner'")
                .Annotation("Npgsql:IndexInclude", new[] { "account_id", "branch_id" });

            migrationBuilder.Sql(AccountsSql.Recount);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_account_holders_owned",
                table: "account_holders");
        }
    }
}
